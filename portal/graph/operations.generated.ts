// Made from the portal's .graphql files by `oppvekst compose`.
import type { Operation } from './operation.ts';
import type {
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
  CheckResourceMutation,
  CheckResourceMutationVariables,
  ClassDayQuery,
  ClassDayQueryVariables,
  DecideMoveMutation,
  DecideMoveMutationVariables,
  DismissRequestMutation,
  DismissRequestMutationVariables,
  DistributeResourceMutation,
  DistributeResourceMutationVariables,
  FindPupilsQuery,
  FindPupilsQueryVariables,
  HandOverOverviewQuery,
  HandOverOverviewQueryVariables,
  HandOversOfUnitQuery,
  HandOversOfUnitQueryVariables,
  HomeQuery,
  HomeQueryVariables,
  ImportFindingsQuery,
  ImportFindingsQueryVariables,
  MatchRequestMutation,
  MatchRequestMutationVariables,
  MovesBoardQuery,
  MovesBoardQueryVariables,
  RecordAnswerMutation,
  RecordAnswerMutationVariables,
  RecordClassAbsenceMutation,
  RecordClassAbsenceMutationVariables,
  RejectResourceMutation,
  RejectResourceMutationVariables,
  ReleasePartMutation,
  ReleasePartMutationVariables,
  ReleaseRequestMutation,
  ReleaseRequestMutationVariables,
  RemindSilentMutation,
  RemindSilentMutationVariables,
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
  ReviewResourceMutation,
  ReviewResourceMutationVariables,
  RosterImportsQuery,
  RosterImportsQueryVariables,
  SchoolAccessQuery,
  SchoolAccessQueryVariables,
  StaffGroupsQuery,
  StaffGroupsQueryVariables,
  StaffMoveQuery,
  StaffMoveQueryVariables,
  StaffPupilQuery,
  StaffPupilQueryVariables,
  StaffStartQuery,
  StaffStartQueryVariables,
  WhatCameQuery,
  WhatCameQueryVariables,
  WithdrawSystemMutation,
  WithdrawSystemMutationVariables,
} from './types.generated.ts';

export const Home: Operation<HomeQuery, HomeQueryVariables> = {
  hash: '05aa73b4ee7496346c699a87690c01e1c055aaa8807fe79a3fa4bbb003407f33',
  text: "query Home{me{personId employee{id __typename}pupil{...ChildCard __typename}children{...ChildCard __typename}__typename}}fragment ChildCard on Pupil{id givenName familyName level units{id kind name __typename}groups(first:10){edges{node{id group{id kind name __typename}__typename}__typename}__typename}permissionRequests{transferId category dueAt waitsForYou __typename}absenceReports(first:5){edges{node{id from to status __typename}__typename}__typename}absences(first:5){edges{node{id kind startsOn endsOn documented reportedByHome __typename}__typename}__typename}threads(first:5){edges{node{id subject unread lastMessageAt __typename}__typename}__typename}transfers(first:3){edges{node{id open startsOn side updatedAt __typename}__typename}__typename}ongoingAssessments(first:3){id subject assessedOn __typename}individualDecisions(first:2){id title validFrom recordedAt __typename}plans(first:2){id title validFrom recordedAt __typename}__typename}",
};
export const SchoolAccess: Operation<SchoolAccessQuery, SchoolAccessQueryVariables> = {
  hash: 'd94c2b7524899840f735ec696d9e330c4bcd952d86cf4f97b7863902ad190d4e',
  text: "query SchoolAccess{me{personId schools{id name kind systems{clientId name organisationNumber purposes approved validFrom validTo decisions{id decision decidedAt reason decidedBy{id givenName familyName __typename}__typename}__typename}__typename}__typename}}",
};
export const ApproveSystem: Operation<ApproveSystemMutation, ApproveSystemMutationVariables> = {
  hash: '5ebfe1cf0a57f92a20cddec94e031c5dd77c8ed0d2aa3b7a593005beb3107f51',
  text: "mutation ApproveSystem($input:ApproveSystemInput!){approveSystem(input:$input){system{clientId approved __typename}userErrors{code message __typename}__typename}}",
};
export const WithdrawSystem: Operation<WithdrawSystemMutation, WithdrawSystemMutationVariables> = {
  hash: 'c68ed29a9f9d8a3569ce7f5648f3bc63a06153f0b0f848fa3d7e958662410ddc',
  text: "mutation WithdrawSystem($input:WithdrawSystemInput!){withdrawSystem(input:$input){system{clientId approved __typename}userErrors{code message __typename}__typename}}",
};
export const StaffGroups: Operation<StaffGroupsQuery, StaffGroupsQueryVariables> = {
  hash: '98e423c1678e5e013f97cfb82631e4da2970d7f9b7b539c7ea510006deb19a05',
  text: "query StaffGroups{me{personId schools{id name groups(first:200){edges{node{id name kind staff{employee{id __typename}__typename}__typename}__typename}__typename}__typename}__typename}}",
};
export const ClassDay: Operation<ClassDayQuery, ClassDayQueryVariables> = {
  hash: 'f77ee36c00ab90df4a453cad22519c81a60288f82c4b1b49ccf1d00ea69fe3d0',
  text: "query ClassDay($id:ID!){group(id:$id){id name unit{id name __typename}pupils(first:100){edges{node{id givenName familyName absences(first:5){edges{node{id kind startsOn endsOn hours reportedByHome __typename}__typename}__typename}__typename}__typename}__typename}__typename}}",
};
export const RecordClassAbsence: Operation<RecordClassAbsenceMutation, RecordClassAbsenceMutationVariables> = {
  hash: '889339ca720a862ca56def0fd42c79ef82c3b69db93ebb760d28312d5a00b28b',
  text: "mutation RecordClassAbsence($input:RecordClassAbsenceInput!){recordClassAbsence(input:$input){recorded recordedBefore userErrors{code message __typename}__typename}}",
};
export const HandOverOverview: Operation<HandOverOverviewQuery, HandOverOverviewQueryVariables> = {
  hash: 'e4da369ccef65831885be99ae25b3fc88f01ebacfce60edfb926d6846685009f',
  text: "query HandOverOverview{handOverCounts{unit{id name __typename}stage count answerBy __typename}}",
};
export const HandOversOfUnit: Operation<HandOversOfUnitQuery, HandOversOfUnitQueryVariables> = {
  hash: '6a645d1324e6f91ed69458cfb3a0568a4729e42f07856df9f682390e2a548a96',
  text: "query HandOversOfUnit($unitId:ID$stages:[HandOverStage!]$after:String){handOvers(unitId:$unitId stages:$stages first:100 after:$after){edges{node{id startsOn counterpart{name __typename}waitsFor{what since until persons __typename}pupil{id givenName familyName groups(first:5){edges{node{id group{id kind name __typename}__typename}__typename}__typename}rights{id personId givenName familyName __typename}__typename}__typename}__typename}pageInfo{hasNextPage endCursor __typename}__typename}}",
};
export const RosterImports: Operation<RosterImportsQuery, RosterImportsQueryVariables> = {
  hash: 'ad0c8759dfb50721a23bbb2306f8bc4aad759084bda86439f3018d1f1556e966',
  text: "query RosterImports($after:String){rosterImports(first:30 after:$after){edges{node{id fileName state source format takenAt reason findings awaits counts{kind added changed ended __typename}__typename}__typename}pageInfo{hasNextPage endCursor __typename}__typename}}",
};
export const ImportFindings: Operation<ImportFindingsQuery, ImportFindingsQueryVariables> = {
  hash: '18d952ad9613bef7ada637faf8a2018ce04abec658e832a82637fd6f993f8142',
  text: "query ImportFindings{importFindings(first:300){edges{node{id importedAt source line kind what why done __typename}__typename}pageInfo{hasNextPage __typename}__typename}}",
};
export const MovesBoard: Operation<MovesBoardQuery, MovesBoardQueryVariables> = {
  hash: 'ee04bc9b57bb764ecd79841313fdb2f7089d78dc58c43b3798e416cab9161b7e',
  text: "query MovesBoard($after:String){transfers(open:true handOvers:false first:100 after:$after){edges{node{...MoveInBoard __typename}__typename}pageInfo{hasNextPage endCursor __typename}__typename}handOverCounts{stage count __typename}}fragment MoveInBoard on Transfer{id side phase direction startsOn updatedAt pupil{id givenName familyName level __typename}counterpart{name __typename}waitsFor{what since until __typename}problems{attempts __typename}__typename}",
};
export const RequestsToMatch: Operation<RequestsToMatchQuery, RequestsToMatchQueryVariables> = {
  hash: 'bb432e74b6b83fd141e4a1f37f8cf47403488315ac0e6a2cd01469a0a027a4b6',
  text: "query RequestsToMatch{requestsToMatch(first:50){edges{node{id offered receivedAt why givenName familyName birthDate counterpart{name __typename}__typename}__typename}pageInfo{hasNextPage __typename}__typename}}",
};
export const StaffMove: Operation<StaffMoveQuery, StaffMoveQueryVariables> = {
  hash: '269eeb4ed3811723f2709fed97248e1d298e35052154eeb302af48ac380daa47',
  text: "query StaffMove($id:ID!$language:ExplanationLanguage!){transfer(id:$id){...MoveInBoard open form recordedAt pupil{id birthDate units{id name __typename}rights{id kind personId givenName familyName __typename}__typename}mayAskFor{category label(language:$language)outcome citation explanation(language:$language)reasons{purpose label(language:$language)__typename}__typename}requests{category words __typename}decisions{category label(language:$language)outcome status withheldWhy citation explanation(language:$language)thirdPartiesRemoved answerBy asked answered __typename}waitsFor{what why categories since until persons __typename}problems{what problem attempts triedAgainAt __typename}batches{number categories receipt rejected __typename}timeline{type at category citation actorKind actorRole reason answer channel answeredBy answeredOn interpreter note __typename}__typename}}fragment MoveInBoard on Transfer{id side phase direction startsOn updatedAt pupil{id givenName familyName level __typename}counterpart{name __typename}waitsFor{what since until __typename}problems{attempts __typename}__typename}",
};
export const WhatCame: Operation<WhatCameQuery, WhatCameQueryVariables> = {
  hash: '238b0c66c3bc3c98abb113417eeb9f70d741686477c07796a40f629b00421fc1',
  text: "query WhatCame($childId:ID!){pupil(id:$childId){id receivedRecords{id category senderName receivedAt legalBasis asHistory content __typename}writtenLanguageForm enrolments{id level validFrom validTo unit{id name __typename}__typename}certificateAbsence{schoolYear term days hours __typename}healthNotes(first:20){id title text __typename}individualDecisions(first:20){id title validFrom __typename}plans(first:20){id title validFrom __typename}languageMappings(first:20){id title text __typename}finalAssessments(first:30){id subject mark term __typename}ongoingAssessments(first:30){id subject feedback term __typename}__typename}}",
};
export const AskForCategories: Operation<AskForCategoriesMutation, AskForCategoriesMutationVariables> = {
  hash: '7bf4b2b9444abd0639f236b3290b4b2ce363d812b6e4500a88339bce45dffa9c',
  text: "mutation AskForCategories($input:RequestTransferInput!){requestTransfer(input:$input){...MoveChanged __typename}}fragment MoveChanged on TransferPayload{transfer{id phase __typename}userErrors{code message __typename}__typename}",
};
export const DecideMove: Operation<DecideMoveMutation, DecideMoveMutationVariables> = {
  hash: '5bcfcab16712972ff1296a6e134e4875099b292330fdd4a05dc73105cca57b1c',
  text: "mutation DecideMove($input:DecideTransferInput!){decideTransfer(input:$input){...MoveChanged __typename}}fragment MoveChanged on TransferPayload{transfer{id phase __typename}userErrors{code message __typename}__typename}",
};
export const ReleasePart: Operation<ReleasePartMutation, ReleasePartMutationVariables> = {
  hash: '98f35334cc19e2de2137d49abe3397624bfada97e0429298f1217fe758a799d4',
  text: "mutation ReleasePart($input:ReleaseTransferPartInput!){releaseTransferPart(input:$input){...MoveChanged __typename}}fragment MoveChanged on TransferPayload{transfer{id phase __typename}userErrors{code message __typename}__typename}",
};
export const ReleaseRequest: Operation<ReleaseRequestMutation, ReleaseRequestMutationVariables> = {
  hash: 'df7729c36714835c7709f657f17b0bb2b0c99738aedc5eab60d7ee098bb5603e',
  text: "mutation ReleaseRequest($input:TransferReasonInput!){releaseTransferRequest(input:$input){...MoveChanged __typename}}fragment MoveChanged on TransferPayload{transfer{id phase __typename}userErrors{code message __typename}__typename}",
};
export const ReopenParts: Operation<ReopenPartsMutation, ReopenPartsMutationVariables> = {
  hash: 'bfd0d2d91e1de449c58c37e94f622cf5fc08ab89c9e72e0584373cf948f6e402',
  text: "mutation ReopenParts($input:ReopenTransferPartsInput!){reopenTransferParts(input:$input){...MoveChanged __typename}}fragment MoveChanged on TransferPayload{transfer{id phase __typename}userErrors{code message __typename}__typename}",
};
export const RecordAnswer: Operation<RecordAnswerMutation, RecordAnswerMutationVariables> = {
  hash: '8bc835ed2a1ae235bf3608a7c05aa20ef02c8f0d0519753711fe34b49d9b5e35',
  text: "mutation RecordAnswer($input:RecordTransferAnswerInput!){recordTransferAnswer(input:$input){...MoveChanged __typename}}fragment MoveChanged on TransferPayload{transfer{id phase __typename}userErrors{code message __typename}__typename}",
};
export const CancelMove: Operation<CancelMoveMutation, CancelMoveMutationVariables> = {
  hash: 'f1f507854611dea453acfb7a06459de67b2cf4cc4046f9045c9581577eabfe08',
  text: "mutation CancelMove($input:TransferReasonInput!){cancelTransfer(input:$input){...MoveChanged __typename}}fragment MoveChanged on TransferPayload{transfer{id phase __typename}userErrors{code message __typename}__typename}",
};
export const ReportNeverStarted: Operation<ReportNeverStartedMutation, ReportNeverStartedMutationVariables> = {
  hash: '80523582b0fd2d78723b1361c7000409acee14eaad4640ae4a1802bfbef8952e',
  text: "mutation ReportNeverStarted($input:TransferReasonInput!){reportNeverStarted(input:$input){...MoveChanged __typename}}fragment MoveChanged on TransferPayload{transfer{id phase __typename}userErrors{code message __typename}__typename}",
};
export const MatchRequest: Operation<MatchRequestMutation, MatchRequestMutationVariables> = {
  hash: '5113b4b98eabf85293915977a3d7022432ad6937062fe5598ffdaff9070edd03',
  text: "mutation MatchRequest($input:MatchTransferRequestInput!){matchTransferRequest(input:$input){...MoveChanged __typename}}fragment MoveChanged on TransferPayload{transfer{id phase __typename}userErrors{code message __typename}__typename}",
};
export const DismissRequest: Operation<DismissRequestMutation, DismissRequestMutationVariables> = {
  hash: '9e7f788f48700628eb3cb94c37b57260d7420dee98b909e0ccb3adfdf559d93a',
  text: "mutation DismissRequest($input:TransferReasonInput!){dismissTransferRequest(input:$input){...MoveChanged __typename}}fragment MoveChanged on TransferPayload{transfer{id phase __typename}userErrors{code message __typename}__typename}",
};
export const RemindSilent: Operation<RemindSilentMutation, RemindSilentMutationVariables> = {
  hash: '859ba621fd7a4d88abc20380cedbfa6d98cb7666d380b50b53a86e6fe9611252',
  text: "mutation RemindSilent($input:RemindOfTransfersInput!){remindOfTransfers(input:$input){reminded notReminded userErrors{code message __typename}__typename}}",
};
export const FindPupils: Operation<FindPupilsQuery, FindPupilsQueryVariables> = {
  hash: 'bbc83e02bf483cc6cde3de15bd8aebb474cd7555106072a4cddb48b2d18a9a9e',
  text: "query FindPupils($search:String!){pupils(search:$search first:20){edges{node{id givenName familyName birthDate level units{id name __typename}__typename}__typename}pageInfo{hasNextPage __typename}__typename}}",
};
export const StaffPupil: Operation<StaffPupilQuery, StaffPupilQueryVariables> = {
  hash: '09f757734bac30e89984f64865ef9d37194a509eb7e41d09669ed1004879b2bb',
  text: "query StaffPupil($id:ID!){pupil(id:$id){id givenName familyName birthDate level units{id name __typename}groups(first:20){edges{node{id group{id kind name __typename}__typename}__typename}__typename}address{lines postcode place __typename}guardians{id givenName familyName relation phone email __typename}rights{id kind givenName familyName __typename}teachers{id givenName familyName group{id name __typename}__typename}absenceTotals{schoolYear term days hours __typename}writtenLanguageForm healthNotes(first:10){id title text validFrom __typename}individualDecisions(first:10){id title legalBasis validFrom __typename}plans(first:10){id title validFrom __typename}schoolEnvironmentCases(first:10){id title validFrom __typename}ongoingAssessments(first:10){id subject feedback assessedOn __typename}finalAssessments(first:20){id subject mark assessedOn __typename}transfers(first:5){edges{node{id phase side startsOn counterpart{name __typename}__typename}__typename}__typename}__typename}}",
};
export const ResourceCatalogue: Operation<ResourceCatalogueQuery, ResourceCatalogueQueryVariables> = {
  hash: '2c2129979210cb687caa30b0501ed09613ac4939352824a70d8a069e89a21b15',
  text: "query ResourceCatalogue($filter:ResourceFilter$after:String){resources(filter:$filter first:50 after:$after){edges{node{...ResourceInList __typename}__typename}pageInfo{hasNextPage endCursor __typename}__typename}}fragment ResourceInList on Resource{id title kind supplier{name __typename}levels editions{language __typename}availability{withPersonalData __typename}approval{status until __typename}processingAgreement{validTo __typename}__typename}",
};
export const ResourceDetails: Operation<ResourceDetailsQuery, ResourceDetailsQueryVariables> = {
  hash: '3e609e2d5b03dc4bb3fa97d67531075cb6868ccdca25e40d0b4d1a6691bcf298',
  text: "query ResourceDetails($id:ID!$language:String!){resource(id:$id){...ResourceInList summary link processesPersonalData feideLogin universalDesign{statement checkedOn __typename}availability{reasons{code text(language:$language)citation __typename}flags{code text(language:$language)citation __typename}__typename}approval{scope levels reason steps{step at words __typename}__typename}usage{total __typename}__typename}}fragment ResourceInList on Resource{id title kind supplier{name __typename}levels editions{language __typename}availability{withPersonalData __typename}approval{status until __typename}processingAgreement{validTo __typename}__typename}",
};
export const BasePackage: Operation<BasePackageQuery, BasePackageQueryVariables> = {
  hash: '3db6591e6a37d7c02e60437da83b26098db71590142036246456272d8935ca39',
  text: "query BasePackage($level:Level!){basePackage(level:$level){usable resource{id title __typename}__typename}}",
};
export const ReviewResource: Operation<ReviewResourceMutation, ReviewResourceMutationVariables> = {
  hash: 'de08faf62bdda441f5179e5ac41dec7b53786aaa45496b15fc35842e9cfd4500',
  text: "mutation ReviewResource($input:ReviewResourceInput!){reviewResource(input:$input){...ResourceChanged __typename}}fragment ResourceChanged on ResourcePayload{resource{id __typename}userErrors{code message __typename}__typename}",
};
export const CheckResource: Operation<CheckResourceMutation, CheckResourceMutationVariables> = {
  hash: 'bacab016c6b4bef480107abe914888f665823d8e871ee4aa9b482ec9c9336a8a',
  text: "mutation CheckResource($input:CheckResourceInput!){checkResource(input:$input){...ResourceChanged __typename}}fragment ResourceChanged on ResourcePayload{resource{id __typename}userErrors{code message __typename}__typename}",
};
export const ApproveResource: Operation<ApproveResourceMutation, ApproveResourceMutationVariables> = {
  hash: 'aa3b0d027c1be6a7ae428cfb8e9fa1f373d95c404e85b4048b1768795ed71a6e',
  text: "mutation ApproveResource($input:ApproveResourceInput!){approveResource(input:$input){...ResourceChanged __typename}}fragment ResourceChanged on ResourcePayload{resource{id __typename}userErrors{code message __typename}__typename}",
};
export const DistributeResource: Operation<DistributeResourceMutation, DistributeResourceMutationVariables> = {
  hash: 'db40ed2b8ca20f1b2afb4c2c5b45667df2cd461e6b3756c0327acb4375b7f3da',
  text: "mutation DistributeResource($input:DistributeResourceInput!){distributeResource(input:$input){...ResourceChanged __typename}}fragment ResourceChanged on ResourcePayload{resource{id __typename}userErrors{code message __typename}__typename}",
};
export const RejectResource: Operation<RejectResourceMutation, RejectResourceMutationVariables> = {
  hash: '1cd14154a09f9f2ab33d206afaf413a4c53a823fedecc5939f196238cd06b2a3',
  text: "mutation RejectResource($input:RejectResourceInput!){rejectResource(input:$input){...ResourceChanged __typename}}fragment ResourceChanged on ResourcePayload{resource{id __typename}userErrors{code message __typename}__typename}",
};
export const StaffStart: Operation<StaffStartQuery, StaffStartQueryVariables> = {
  hash: '02bbdbfe444b00484f05d05fb5d273c740f378a032e74a0568bdb840368191e0',
  text: "query StaffStart{me{personId schools{id kind name __typename}__typename}}",
};
