// Made from the portal's .graphql files by `oppvekst compose`.
import type { Operation } from './operation.ts';
import type {
  HomeQuery,
  HomeQueryVariables,
  StaffStartQuery,
  StaffStartQueryVariables,
} from './types.generated.ts';

export const Home: Operation<HomeQuery, HomeQueryVariables> = {
  hash: '05aa73b4ee7496346c699a87690c01e1c055aaa8807fe79a3fa4bbb003407f33',
  text: "query Home{me{personId employee{id __typename}pupil{...ChildCard __typename}children{...ChildCard __typename}__typename}}fragment ChildCard on Pupil{id givenName familyName level units{id kind name __typename}groups(first:10){edges{node{id group{id kind name __typename}__typename}__typename}__typename}permissionRequests{transferId category dueAt waitsForYou __typename}absenceReports(first:5){edges{node{id from to status __typename}__typename}__typename}absences(first:5){edges{node{id kind startsOn endsOn documented reportedByHome __typename}__typename}__typename}threads(first:5){edges{node{id subject unread lastMessageAt __typename}__typename}__typename}transfers(first:3){edges{node{id open startsOn side updatedAt __typename}__typename}__typename}ongoingAssessments(first:3){id subject assessedOn __typename}individualDecisions(first:2){id title validFrom recordedAt __typename}plans(first:2){id title validFrom recordedAt __typename}__typename}",
};
export const StaffStart: Operation<StaffStartQuery, StaffStartQueryVariables> = {
  hash: '02bbdbfe444b00484f05d05fb5d273c740f378a032e74a0568bdb840368191e0',
  text: "query StaffStart{me{personId schools{id kind name __typename}__typename}}",
};
