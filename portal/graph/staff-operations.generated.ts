// Made from the portal's .graphql files by `oppvekst compose`.
import { trusted } from './operation.ts';
import type {
  AddToBasePackageMutation,
  AddToBasePackageMutationVariables,
  AnswerCorrectionMutation,
  AnswerCorrectionMutationVariables,
  AnswerInformationRequestMutation,
  AnswerInformationRequestMutationVariables,
  ApproveResourceMutation,
  ApproveResourceMutationVariables,
  ApproveSystemMutation,
  ApproveSystemMutationVariables,
  AskForCategoriesMutation,
  AskForCategoriesMutationVariables,
  BasePackageQuery,
  BasePackageQueryVariables,
  CancelMoveMutation,
  CancelMoveMutationVariables,
  CatalogueSubjectsQuery,
  CatalogueSubjectsQueryVariables,
  CheckResourceMutation,
  CheckResourceMutationVariables,
  ClassDayQuery,
  ClassDayQueryVariables,
  CorrectionRequestsQuery,
  CorrectionRequestsQueryVariables,
  DeadLettersQuery,
  DeadLettersQueryVariables,
  DecideMoveMutation,
  DecideMoveMutationVariables,
  DiscardUploadedRosterMutation,
  DiscardUploadedRosterMutationVariables,
  DismissRequestMutation,
  DismissRequestMutationVariables,
  DistributeResourceMutation,
  DistributeResourceMutationVariables,
  ExemptOpeningMutation,
  ExemptOpeningMutationVariables,
  ExportsToScreenQuery,
  ExportsToScreenQueryVariables,
  FindPupilsQuery,
  FindPupilsQueryVariables,
  HandOverOverviewQuery,
  HandOverOverviewQueryVariables,
  HandOversOfUnitQuery,
  HandOversOfUnitQueryVariables,
  HubOperationsQuery,
  HubOperationsQueryVariables,
  ImportFindingsQuery,
  ImportFindingsQueryVariables,
  ImportUploadedRosterMutation,
  ImportUploadedRosterMutationVariables,
  InformationRequestsQuery,
  InformationRequestsQueryVariables,
  MatchRequestMutation,
  MatchRequestMutationVariables,
  MovesBoardQuery,
  MovesBoardQueryVariables,
  OpenRecordMutation,
  OpenRecordMutationVariables,
  OpeningEndsQuery,
  OpeningEndsQueryVariables,
  ProposeResourceMutation,
  ProposeResourceMutationVariables,
  RecordAnswerMutation,
  RecordAnswerMutationVariables,
  RecordClassAbsenceMutation,
  RecordClassAbsenceMutationVariables,
  RecordOpeningsQuery,
  RecordOpeningsQueryVariables,
  RefuseInformationRequestMutation,
  RefuseInformationRequestMutationVariables,
  RejectResourceMutation,
  RejectResourceMutationVariables,
  ReleasePartMutation,
  ReleasePartMutationVariables,
  ReleaseRequestMutation,
  ReleaseRequestMutationVariables,
  RemindSilentMutation,
  RemindSilentMutationVariables,
  RemoveFromBasePackageMutation,
  RemoveFromBasePackageMutationVariables,
  ReopenPartsMutation,
  ReopenPartsMutationVariables,
  ReportNeverStartedMutation,
  ReportNeverStartedMutationVariables,
  RequestsToMatchQuery,
  RequestsToMatchQueryVariables,
  ResourceCatalogueQuery,
  ResourceCatalogueQueryVariables,
  ResourceDetailsQuery,
  ResourceDetailsQueryVariables,
  RetryDeadLettersMutation,
  RetryDeadLettersMutationVariables,
  ReviewOpeningMutation,
  ReviewOpeningMutationVariables,
  ReviewResourceMutation,
  ReviewResourceMutationVariables,
  ReviewUnusualLookUpMutation,
  ReviewUnusualLookUpMutationVariables,
  RosterImportsQuery,
  RosterImportsQueryVariables,
  RosterUploadsQuery,
  RosterUploadsQueryVariables,
  SchoolAccessQuery,
  SchoolAccessQueryVariables,
  ScreenExportMutation,
  ScreenExportMutationVariables,
  SetDeadLettersAsideMutation,
  SetDeadLettersAsideMutationVariables,
  StaffGroupsQuery,
  StaffGroupsQueryVariables,
  StaffMoveQuery,
  StaffMoveQueryVariables,
  StaffPostsQuery,
  StaffPostsQueryVariables,
  StaffPupilQuery,
  StaffPupilQueryVariables,
  StaffStartQuery,
  StaffStartQueryVariables,
  SubjectAimsQuery,
  SubjectAimsQueryVariables,
  UnusualLookUpsQuery,
  UnusualLookUpsQueryVariables,
  WhatCameQuery,
  WhatCameQueryVariables,
  WithdrawResourceMutation,
  WithdrawResourceMutationVariables,
  WithdrawSystemMutation,
  WithdrawSystemMutationVariables,
} from './types.generated.ts';

export const SchoolAccess = /* @__PURE__ */ trusted<SchoolAccessQuery, SchoolAccessQueryVariables>(
  'd94c2b7524899840f735ec696d9e330c4bcd952d86cf4f97b7863902ad190d4e',
);
export const ApproveSystem = /* @__PURE__ */ trusted<ApproveSystemMutation, ApproveSystemMutationVariables>(
  '5ebfe1cf0a57f92a20cddec94e031c5dd77c8ed0d2aa3b7a593005beb3107f51',
);
export const WithdrawSystem = /* @__PURE__ */ trusted<WithdrawSystemMutation, WithdrawSystemMutationVariables>(
  'c68ed29a9f9d8a3569ce7f5648f3bc63a06153f0b0f848fa3d7e958662410ddc',
);
export const CorrectionRequests = /* @__PURE__ */ trusted<CorrectionRequestsQuery, CorrectionRequestsQueryVariables>(
  '2e60873922edd9a8650c8c435ee8639ec005f976061cd6da65d7636ec5116896',
);
export const AnswerCorrection = /* @__PURE__ */ trusted<AnswerCorrectionMutation, AnswerCorrectionMutationVariables>(
  '3fd911557a2351b579e2260415c47f34cfe4edc740fd800916e9099fb4d60bf3',
);
export const StaffGroups = /* @__PURE__ */ trusted<StaffGroupsQuery, StaffGroupsQueryVariables>(
  '98e423c1678e5e013f97cfb82631e4da2970d7f9b7b539c7ea510006deb19a05',
);
export const ClassDay = /* @__PURE__ */ trusted<ClassDayQuery, ClassDayQueryVariables>(
  'f77ee36c00ab90df4a453cad22519c81a60288f82c4b1b49ccf1d00ea69fe3d0',
);
export const RecordClassAbsence = /* @__PURE__ */ trusted<RecordClassAbsenceMutation, RecordClassAbsenceMutationVariables>(
  '889339ca720a862ca56def0fd42c79ef82c3b69db93ebb760d28312d5a00b28b',
);
export const HandOverOverview = /* @__PURE__ */ trusted<HandOverOverviewQuery, HandOverOverviewQueryVariables>(
  'e4da369ccef65831885be99ae25b3fc88f01ebacfce60edfb926d6846685009f',
);
export const HandOversOfUnit = /* @__PURE__ */ trusted<HandOversOfUnitQuery, HandOversOfUnitQueryVariables>(
  '093c12a07216d30e1654bdccc6d4014450e0383c5a34d0fb87d0abc5eed0446b',
);
export const RosterImports = /* @__PURE__ */ trusted<RosterImportsQuery, RosterImportsQueryVariables>(
  'b6f5fec7bd3eb9e59423a4417e79998c0cdbf923dea0bc40075c8dc63fa8011a',
);
export const ImportFindings = /* @__PURE__ */ trusted<ImportFindingsQuery, ImportFindingsQueryVariables>(
  '18d952ad9613bef7ada637faf8a2018ce04abec658e832a82637fd6f993f8142',
);
export const RosterUploads = /* @__PURE__ */ trusted<RosterUploadsQuery, RosterUploadsQueryVariables>(
  '18f48e17b7856764e608ed1e4744c206f981a0557a9e2dc94c8adcb22cdbc7bc',
);
export const ImportUploadedRoster = /* @__PURE__ */ trusted<ImportUploadedRosterMutation, ImportUploadedRosterMutationVariables>(
  '86f239d819c2edc4290e317ecd9510f272f30b2f8af86024912fb058b9eb9df4',
);
export const DiscardUploadedRoster = /* @__PURE__ */ trusted<DiscardUploadedRosterMutation, DiscardUploadedRosterMutationVariables>(
  '206a0099c305a6e99e27acecf3d284644643f409e25ee06f14400a6dde66eac4',
);
export const InformationRequests = /* @__PURE__ */ trusted<InformationRequestsQuery, InformationRequestsQueryVariables>(
  '74788d27d9079c27735a00943aeaf21017150c1aeb5dea7ec6dcdbc75fd1ffc7',
);
export const AnswerInformationRequest = /* @__PURE__ */ trusted<AnswerInformationRequestMutation, AnswerInformationRequestMutationVariables>(
  'b3f35858b0b611d363d0c25b9d789ea8046b16686cd37aa90d15ac269d5f4beb',
);
export const RefuseInformationRequest = /* @__PURE__ */ trusted<RefuseInformationRequestMutation, RefuseInformationRequestMutationVariables>(
  '80d2d98b12fe22da0636fb8477e5e99250a7b4dc3b885ee9aa9dbd47e58368f3',
);
export const UnusualLookUps = /* @__PURE__ */ trusted<UnusualLookUpsQuery, UnusualLookUpsQueryVariables>(
  '29ca541e7a2b516034074bb4c83435e193da4b32bd1c65209b26b5ff8bca0452',
);
export const ReviewUnusualLookUp = /* @__PURE__ */ trusted<ReviewUnusualLookUpMutation, ReviewUnusualLookUpMutationVariables>(
  '2de2032578a7c474244653f9e2fe17da54fb078aa1b71178e63bebb186c52058',
);
export const MovesBoard = /* @__PURE__ */ trusted<MovesBoardQuery, MovesBoardQueryVariables>(
  'ee04bc9b57bb764ecd79841313fdb2f7089d78dc58c43b3798e416cab9161b7e',
);
export const RequestsToMatch = /* @__PURE__ */ trusted<RequestsToMatchQuery, RequestsToMatchQueryVariables>(
  'bb432e74b6b83fd141e4a1f37f8cf47403488315ac0e6a2cd01469a0a027a4b6',
);
export const StaffMove = /* @__PURE__ */ trusted<StaffMoveQuery, StaffMoveQueryVariables>(
  '269eeb4ed3811723f2709fed97248e1d298e35052154eeb302af48ac380daa47',
);
export const WhatCame = /* @__PURE__ */ trusted<WhatCameQuery, WhatCameQueryVariables>(
  '238b0c66c3bc3c98abb113417eeb9f70d741686477c07796a40f629b00421fc1',
);
export const AskForCategories = /* @__PURE__ */ trusted<AskForCategoriesMutation, AskForCategoriesMutationVariables>(
  '7bf4b2b9444abd0639f236b3290b4b2ce363d812b6e4500a88339bce45dffa9c',
);
export const DecideMove = /* @__PURE__ */ trusted<DecideMoveMutation, DecideMoveMutationVariables>(
  '5bcfcab16712972ff1296a6e134e4875099b292330fdd4a05dc73105cca57b1c',
);
export const ReleasePart = /* @__PURE__ */ trusted<ReleasePartMutation, ReleasePartMutationVariables>(
  '98f35334cc19e2de2137d49abe3397624bfada97e0429298f1217fe758a799d4',
);
export const ReleaseRequest = /* @__PURE__ */ trusted<ReleaseRequestMutation, ReleaseRequestMutationVariables>(
  'df7729c36714835c7709f657f17b0bb2b0c99738aedc5eab60d7ee098bb5603e',
);
export const ReopenParts = /* @__PURE__ */ trusted<ReopenPartsMutation, ReopenPartsMutationVariables>(
  'bfd0d2d91e1de449c58c37e94f622cf5fc08ab89c9e72e0584373cf948f6e402',
);
export const RecordAnswer = /* @__PURE__ */ trusted<RecordAnswerMutation, RecordAnswerMutationVariables>(
  '8bc835ed2a1ae235bf3608a7c05aa20ef02c8f0d0519753711fe34b49d9b5e35',
);
export const CancelMove = /* @__PURE__ */ trusted<CancelMoveMutation, CancelMoveMutationVariables>(
  'f1f507854611dea453acfb7a06459de67b2cf4cc4046f9045c9581577eabfe08',
);
export const ReportNeverStarted = /* @__PURE__ */ trusted<ReportNeverStartedMutation, ReportNeverStartedMutationVariables>(
  '80523582b0fd2d78723b1361c7000409acee14eaad4640ae4a1802bfbef8952e',
);
export const MatchRequest = /* @__PURE__ */ trusted<MatchRequestMutation, MatchRequestMutationVariables>(
  '5113b4b98eabf85293915977a3d7022432ad6937062fe5598ffdaff9070edd03',
);
export const DismissRequest = /* @__PURE__ */ trusted<DismissRequestMutation, DismissRequestMutationVariables>(
  '9e7f788f48700628eb3cb94c37b57260d7420dee98b909e0ccb3adfdf559d93a',
);
export const RemindSilent = /* @__PURE__ */ trusted<RemindSilentMutation, RemindSilentMutationVariables>(
  '859ba621fd7a4d88abc20380cedbfa6d98cb7666d380b50b53a86e6fe9611252',
);
export const StaffPosts = /* @__PURE__ */ trusted<StaffPostsQuery, StaffPostsQueryVariables>(
  '5b012dcea0bc31804f03a6077027ec8734d15f54bfdea52bc33a74d3a2e572aa',
);
export const RecordOpenings = /* @__PURE__ */ trusted<RecordOpeningsQuery, RecordOpeningsQueryVariables>(
  '19fc5500f33aebdc7d763117445742bab4d55159d6c4624a3a46cec27b7a5214',
);
export const OpeningEnds = /* @__PURE__ */ trusted<OpeningEndsQuery, OpeningEndsQueryVariables>(
  '6176c70f5a115744783a1b8dd649d951252205090c24aa53eec00ed7bb261e45',
);
export const OpenRecord = /* @__PURE__ */ trusted<OpenRecordMutation, OpenRecordMutationVariables>(
  'c88970b40b52d9aa561d822739ba0d69ce9191af9e389b28808a6ebc3d990b56',
);
export const ReviewOpening = /* @__PURE__ */ trusted<ReviewOpeningMutation, ReviewOpeningMutationVariables>(
  '17cce573c68895e644953fd4b68db2550888c05ea8e8aa7bb4aa6beb462432cd',
);
export const ExemptOpening = /* @__PURE__ */ trusted<ExemptOpeningMutation, ExemptOpeningMutationVariables>(
  '21bcd97b10d7a3b1a691053039fcdfd70fa9811c4e2822749fb994384fb49f42',
);
export const HubOperations = /* @__PURE__ */ trusted<HubOperationsQuery, HubOperationsQueryVariables>(
  '7418dd17a2289bcd089fc9d1cbf188d48d75dc2fc81efe1d62779e5a4ac5802d',
);
export const DeadLetters = /* @__PURE__ */ trusted<DeadLettersQuery, DeadLettersQueryVariables>(
  '863950940621179447a1d77e05c74e428cbaf0cd1a2e265b99473263114f643f',
);
export const RetryDeadLetters = /* @__PURE__ */ trusted<RetryDeadLettersMutation, RetryDeadLettersMutationVariables>(
  '8f886b8a1f95e073d63b8d4f0420478c103235dd94bdc054b02405f7efe3d612',
);
export const SetDeadLettersAside = /* @__PURE__ */ trusted<SetDeadLettersAsideMutation, SetDeadLettersAsideMutationVariables>(
  'f1d6671da8b0d5ac6cefadc5572373316461403a628f298fe6191ce64612a0a8',
);
export const FindPupils = /* @__PURE__ */ trusted<FindPupilsQuery, FindPupilsQueryVariables>(
  'bbc83e02bf483cc6cde3de15bd8aebb474cd7555106072a4cddb48b2d18a9a9e',
);
export const StaffPupil = /* @__PURE__ */ trusted<StaffPupilQuery, StaffPupilQueryVariables>(
  '09f757734bac30e89984f64865ef9d37194a509eb7e41d09669ed1004879b2bb',
);
export const ResourceCatalogue = /* @__PURE__ */ trusted<ResourceCatalogueQuery, ResourceCatalogueQueryVariables>(
  '2c2129979210cb687caa30b0501ed09613ac4939352824a70d8a069e89a21b15',
);
export const ResourceDetails = /* @__PURE__ */ trusted<ResourceDetailsQuery, ResourceDetailsQueryVariables>(
  '3e609e2d5b03dc4bb3fa97d67531075cb6868ccdca25e40d0b4d1a6691bcf298',
);
export const CatalogueSubjects = /* @__PURE__ */ trusted<CatalogueSubjectsQuery, CatalogueSubjectsQueryVariables>(
  'ccc3dbd89fa67b2476ba289b91fa431689884d04c24c31651ac7ba5588cc7472',
);
export const SubjectAims = /* @__PURE__ */ trusted<SubjectAimsQuery, SubjectAimsQueryVariables>(
  '981909915386b05a9e8a07e41c4d59d00a0a4720de85f6594270fe3d112e87eb',
);
export const BasePackage = /* @__PURE__ */ trusted<BasePackageQuery, BasePackageQueryVariables>(
  '3db6591e6a37d7c02e60437da83b26098db71590142036246456272d8935ca39',
);
export const ProposeResource = /* @__PURE__ */ trusted<ProposeResourceMutation, ProposeResourceMutationVariables>(
  'c87a164f16290b5e7f52bc81421cdf87c7db4586672cdd60e7a9931ae3302fbd',
);
export const ReviewResource = /* @__PURE__ */ trusted<ReviewResourceMutation, ReviewResourceMutationVariables>(
  'de08faf62bdda441f5179e5ac41dec7b53786aaa45496b15fc35842e9cfd4500',
);
export const CheckResource = /* @__PURE__ */ trusted<CheckResourceMutation, CheckResourceMutationVariables>(
  'bacab016c6b4bef480107abe914888f665823d8e871ee4aa9b482ec9c9336a8a',
);
export const ApproveResource = /* @__PURE__ */ trusted<ApproveResourceMutation, ApproveResourceMutationVariables>(
  'aa3b0d027c1be6a7ae428cfb8e9fa1f373d95c404e85b4048b1768795ed71a6e',
);
export const DistributeResource = /* @__PURE__ */ trusted<DistributeResourceMutation, DistributeResourceMutationVariables>(
  'db40ed2b8ca20f1b2afb4c2c5b45667df2cd461e6b3756c0327acb4375b7f3da',
);
export const RejectResource = /* @__PURE__ */ trusted<RejectResourceMutation, RejectResourceMutationVariables>(
  '1cd14154a09f9f2ab33d206afaf413a4c53a823fedecc5939f196238cd06b2a3',
);
export const WithdrawResource = /* @__PURE__ */ trusted<WithdrawResourceMutation, WithdrawResourceMutationVariables>(
  '7cb47a1b0f60e39fd1dbdea1bc2284d2f9ae289762d3e0573a74f8b01abdf540',
);
export const AddToBasePackage = /* @__PURE__ */ trusted<AddToBasePackageMutation, AddToBasePackageMutationVariables>(
  'e1e2aac780716ce27b60d30af9cbcefa5c51ebf3d4a6d9483c6c91cefbf4b735',
);
export const RemoveFromBasePackage = /* @__PURE__ */ trusted<RemoveFromBasePackageMutation, RemoveFromBasePackageMutationVariables>(
  'b564bef3613287352d88872819cd6928be8b892f80dbb766cf44ecee0cebb145',
);
export const ExportsToScreen = /* @__PURE__ */ trusted<ExportsToScreenQuery, ExportsToScreenQueryVariables>(
  'fa8060f22a55d47c14104ef0644ac02c0d61d23f114b8dfd7640d168431a5e88',
);
export const ScreenExport = /* @__PURE__ */ trusted<ScreenExportMutation, ScreenExportMutationVariables>(
  'abc86680dd4bf760b7b3400153168c3bd63a68b3e4643e1970bf37ad6947cf15',
);
export const StaffStart = /* @__PURE__ */ trusted<StaffStartQuery, StaffStartQueryVariables>(
  '02bbdbfe444b00484f05d05fb5d273c740f378a032e74a0568bdb840368191e0',
);
