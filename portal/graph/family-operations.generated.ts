// Made from the portal's .graphql files by `oppvekst compose`.
import { trusted } from './operation.ts';
import type {
  AccessLogQuery,
  AccessLogQueryVariables,
  AimsQuery,
  AimsQueryVariables,
  AskAboutAccessMutation,
  AskAboutAccessMutationVariables,
  AskForInformationMutation,
  AskForInformationMutationVariables,
  AskToBeInformedMutation,
  AskToBeInformedMutationVariables,
  ChooseNotificationsMutation,
  ChooseNotificationsMutationVariables,
  CollectExportMutation,
  CollectExportMutationVariables,
  HomeQuery,
  HomeQueryVariables,
  InformationAskedQuery,
  InformationAskedQueryVariables,
  InsightQuery,
  InsightQueryVariables,
  MarkReadMutation,
  MarkReadMutationVariables,
  MoveQuery,
  MoveQueryVariables,
  MovesQuery,
  MovesQueryVariables,
  NotificationsQuery,
  NotificationsQueryVariables,
  PermitTransferMutation,
  PermitTransferMutationVariables,
  RefuseTransferMutation,
  RefuseTransferMutationVariables,
  ReplyToMessageMutation,
  ReplyToMessageMutationVariables,
  ReportAbsenceMutation,
  ReportAbsenceMutationVariables,
  ReportedAbsenceQuery,
  ReportedAbsenceQueryVariables,
  RequestCorrectionMutation,
  RequestCorrectionMutationVariables,
  RequestExportMutation,
  RequestExportMutationVariables,
  RetractAbsenceMutation,
  RetractAbsenceMutationVariables,
  SendMessageMutation,
  SendMessageMutationVariables,
  StopBeingInformedMutation,
  StopBeingInformedMutationVariables,
  ThreadQuery,
  ThreadQueryVariables,
  ThreadsQuery,
  ThreadsQueryVariables,
  WhoCanBeWrittenToQuery,
  WhoCanBeWrittenToQueryVariables,
  WithdrawPermissionMutation,
  WithdrawPermissionMutationVariables,
  YourDataQuery,
  YourDataQueryVariables,
} from './types.generated.ts';

export const ReportedAbsence = /* @__PURE__ */ trusted<ReportedAbsenceQuery, ReportedAbsenceQueryVariables>(
  'e9b2a04f9c32def9a52ee09cd5c5204b571874251073d29913e3fae7ffcaf598',
);
export const ReportAbsence = /* @__PURE__ */ trusted<ReportAbsenceMutation, ReportAbsenceMutationVariables>(
  '28210d04ce626d979cd1a46b4bb6f924c69292dd18fc42b1b50484766b268670',
);
export const RetractAbsence = /* @__PURE__ */ trusted<RetractAbsenceMutation, RetractAbsenceMutationVariables>(
  'f4c845fb84c16a94f854550a1320b8109551579265e57f4046d42bd869f9b4ff',
);
export const InformationAsked = /* @__PURE__ */ trusted<InformationAskedQuery, InformationAskedQueryVariables>(
  '8dce6498ee6b1d1a2fc0055f197f2c0ca6d215c596eed19c4bcbeae6ebd8754e',
);
export const AskToBeInformed = /* @__PURE__ */ trusted<AskToBeInformedMutation, AskToBeInformedMutationVariables>(
  '9a0cc7ee373bdd4adf3225ca4c73a3159ade1a214eb20afd503b2e5db17d99e4',
);
export const StopBeingInformed = /* @__PURE__ */ trusted<StopBeingInformedMutation, StopBeingInformedMutationVariables>(
  'e9f7f8f2067d91fb5937123835fb0142368d8fbd9031ebc160d08e82244eae0d',
);
export const AskForInformation = /* @__PURE__ */ trusted<AskForInformationMutation, AskForInformationMutationVariables>(
  '8353f15ed6edc4e2c65edb4f6b6b783b626bb625cda0e603b7e87de189d2e98a',
);
export const Home = /* @__PURE__ */ trusted<HomeQuery, HomeQueryVariables>(
  '05aa73b4ee7496346c699a87690c01e1c055aaa8807fe79a3fa4bbb003407f33',
);
export const Insight = /* @__PURE__ */ trusted<InsightQuery, InsightQueryVariables>(
  'c103ca924374756f2b3c15270e53d458070c09c690ef27dd3fa77ddeb714a32a',
);
export const Aims = /* @__PURE__ */ trusted<AimsQuery, AimsQueryVariables>(
  '3718a24280f5bd859b16b3bb3c0e7211b06e9dee449a7b76deda493cdcbbf7bb',
);
export const AccessLog = /* @__PURE__ */ trusted<AccessLogQuery, AccessLogQueryVariables>(
  'a2b42dcc3bc3c3879ed2264ce9d3f756d33e39d5b02c862139b00ecbc1dcf5ac',
);
export const AskAboutAccess = /* @__PURE__ */ trusted<AskAboutAccessMutation, AskAboutAccessMutationVariables>(
  'f6021458a0639f78782d96e32b52ce3ca0b09ec68be542893ad0154b0127f5f2',
);
export const Threads = /* @__PURE__ */ trusted<ThreadsQuery, ThreadsQueryVariables>(
  '559cbaf99e39b33b3c31a3ba055640ee4c98afb50b50930c2625ee15d1b5db1f',
);
export const Thread = /* @__PURE__ */ trusted<ThreadQuery, ThreadQueryVariables>(
  '0c69bfc51176efefed510ff56d68832abf4bf2394249649f576377bc53c61280',
);
export const WhoCanBeWrittenTo = /* @__PURE__ */ trusted<WhoCanBeWrittenToQuery, WhoCanBeWrittenToQueryVariables>(
  '0f321d7423a60503ca9fee99c5cb0c08e44b595e0a81b5962b3b1efb03742804',
);
export const SendMessage = /* @__PURE__ */ trusted<SendMessageMutation, SendMessageMutationVariables>(
  '786b449e4903c033668eeca34850ab91e87290f7d8485e263032c4f7a48aad9f',
);
export const ReplyToMessage = /* @__PURE__ */ trusted<ReplyToMessageMutation, ReplyToMessageMutationVariables>(
  '1d29626bae83695d64dc5b8d3696576aa60049957348316ca929eb7d15097b65',
);
export const MarkRead = /* @__PURE__ */ trusted<MarkReadMutation, MarkReadMutationVariables>(
  'd04a936c18e06b24b7e23c56b510afcfc55ca363c9737842429e8c17ce1dc2ac',
);
export const Moves = /* @__PURE__ */ trusted<MovesQuery, MovesQueryVariables>(
  '1cdd412ba0f35542d8fd8e09f2693dc070e7db81ae3aa1ae72a2a3c9a23514ad',
);
export const Move = /* @__PURE__ */ trusted<MoveQuery, MoveQueryVariables>(
  '2b19d25e36bb10c810dff5d9c57c13de8db864fca273818f6e9248dc964395e0',
);
export const PermitTransfer = /* @__PURE__ */ trusted<PermitTransferMutation, PermitTransferMutationVariables>(
  'a89fb35cb61d63377b06b6ad1a33afcba8e2811d640c945421f8e6ae2fa6924d',
);
export const RefuseTransfer = /* @__PURE__ */ trusted<RefuseTransferMutation, RefuseTransferMutationVariables>(
  '3f9caac45e806bbeb07bb7f4cdf73d6e7d6dd355d3c1b3735fa7e6a247db0b01',
);
export const WithdrawPermission = /* @__PURE__ */ trusted<WithdrawPermissionMutation, WithdrawPermissionMutationVariables>(
  '6ece138aebe56a569fcdccae9bb406b5566f950102cbae48d2919c5fd985717b',
);
export const Notifications = /* @__PURE__ */ trusted<NotificationsQuery, NotificationsQueryVariables>(
  '2489df2db250b8e1d6b9c542e7aecdecc5f48e6a093e2b03488ec734dd500183',
);
export const ChooseNotifications = /* @__PURE__ */ trusted<ChooseNotificationsMutation, ChooseNotificationsMutationVariables>(
  '952928960b8b5556b2ae28335a6670eb1a3da48b0a0257fdfb1acca348eb169f',
);
export const YourData = /* @__PURE__ */ trusted<YourDataQuery, YourDataQueryVariables>(
  'cd184b2a995ef319fe0abf660613f6fed2d2a18c5b0943b575ea875e9625294b',
);
export const RequestExport = /* @__PURE__ */ trusted<RequestExportMutation, RequestExportMutationVariables>(
  '8c7f412fc5818fcd5fa0b85910d8ff23d0f0dda4ad29fab5d5b995632d1323b7',
);
export const CollectExport = /* @__PURE__ */ trusted<CollectExportMutation, CollectExportMutationVariables>(
  'e2b3007a81712741f27e6881b239b3cc136819c9824a9c88d95fc43f4941e1c6',
);
export const RequestCorrection = /* @__PURE__ */ trusted<RequestCorrectionMutation, RequestCorrectionMutationVariables>(
  '29b93ac10d4baf8c991848747001c8d48709bc947011d33a1c07c9f436887311',
);
