import type { Resolvers } from '#kit/serve/subgraph.ts';
import { caseNamingResolvers, endCaseNaming, nameForCase } from './case-namings.ts';
import { endEnrolment, startEnrolment } from './enrolment-mutations.ts';
import { coverGroup, groupCoverResolvers, withdrawGroupCover } from './group-covers.ts';
import { closeRegisterCase, identifyPupil, undoGuardianMatch, undoPupilIdentification } from './identity-mutations.ts';
import {
  answerInformationRequest,
  askForInformation,
  givableCategoryResolvers,
  informationAnswerResolvers,
  informationRequestResolvers,
  informationRequests,
  myInformationRequests,
  ownInformationRequestResolvers,
  refuseInformationRequest,
} from './information-requests.ts';
import {
  enrolmentResolvers,
  groupMembershipResolvers,
  pupilResolvers,
  pupilTeacherResolvers,
  receivedRecordResolvers,
} from './pupil.ts';
import { queryResolvers, viewerResolvers } from './queries.ts';
import {
  guardianToMatchResolvers,
  pupilToIdentifyResolvers,
  registerCaseResolvers,
  rosterImportResolvers,
} from './queue-queries.ts';
import { recordClassAbsence } from './record-class-absence.ts';
import { recordAbsence, recordAssessment, recordCaseDocument } from './record-mutations.ts';
import {
  exemptOpening,
  openRecord,
  recordOpeningEnds,
  recordOpeningResolvers,
  recordOpenings,
  reviewOpening,
} from './record-openings.ts';
import {
  endAddressProtection,
  endRight,
  matchGuardian,
  recordAddressProtection,
  recordRight,
} from './right-mutations.ts';
import {
  discardUploadedRoster,
  importUploadedRoster,
  rosterUploadQueries,
  rosterUploadResolvers,
} from './roster-uploads.ts';
import { employeePostResolvers, employeeResolvers, groupResolvers, schoolResolvers } from './school.ts';
import { cancelSchoolMerger, recordSchoolMerger, schoolMergerResolvers, schoolMergers } from './school-mergers.ts';
import { approveSystem, schoolSystemResolvers, systemDecisionResolvers, withdrawSystem } from './school-systems.ts';
import { endServiceShare, shareWithService } from './service-shares.ts';
import { askToBeInformed, stopBeingInformed } from './standing-request.ts';
import {
  betweenSchoolsResolvers,
  cancelUnitClosing,
  closeUnit,
  pupilsBetweenSchools,
  settleDeparture,
} from './unit-closing.ts';
import { reviewUnusualLookUp, unusualLookUpResolvers, unusualLookUps } from './unusual-look-ups.ts';

export const resolvers: Resolvers = {
  Query: {
    ...queryResolvers,
    schoolMergers,
    pupilsBetweenSchools,
    informationRequests,
    myInformationRequests,
    recordOpenings,
    recordOpeningEnds,
    unusualLookUps,
    ...rosterUploadQueries,
  },
  Mutation: {
    recordAbsence,
    recordClassAbsence,
    recordAssessment,
    recordCaseDocument,
    recordRight,
    endRight,
    recordAddressProtection,
    endAddressProtection,
    matchGuardian,
    nameForCase,
    endCaseNaming,
    shareWithService,
    endServiceShare,
    askToBeInformed,
    stopBeingInformed,
    askForInformation,
    answerInformationRequest,
    refuseInformationRequest,
    openRecord,
    reviewOpening,
    exemptOpening,
    coverGroup,
    withdrawGroupCover,
    reviewUnusualLookUp,
    undoGuardianMatch,
    identifyPupil,
    undoPupilIdentification,
    closeRegisterCase,
    recordSchoolMerger,
    cancelSchoolMerger,
    importUploadedRoster,
    discardUploadedRoster,
    closeUnit,
    cancelUnitClosing,
    settleDeparture,
    approveSystem,
    withdrawSystem,
    startEnrolment,
    endEnrolment,
  },
  School: schoolResolvers,
  SchoolSystem: schoolSystemResolvers,
  SystemDecision: systemDecisionResolvers,
  Group: groupResolvers,
  Employee: employeeResolvers,
  EmployeePost: employeePostResolvers,
  Pupil: pupilResolvers,
  Enrolment: enrolmentResolvers,
  GroupMembership: groupMembershipResolvers,
  PupilTeacher: pupilTeacherResolvers,
  ReceivedRecord: receivedRecordResolvers,
  CaseNaming: caseNamingResolvers,
  InformationRequest: informationRequestResolvers,
  OwnInformationRequest: ownInformationRequestResolvers,
  InformationAnswer: informationAnswerResolvers,
  GivableCategory: givableCategoryResolvers,
  RecordOpening: recordOpeningResolvers,
  GroupCover: groupCoverResolvers,
  UnusualLookUp: unusualLookUpResolvers,
  Viewer: viewerResolvers,
  RosterImport: rosterImportResolvers,
  RosterUpload: rosterUploadResolvers,
  GuardianToMatch: guardianToMatchResolvers,
  PupilToIdentify: pupilToIdentifyResolvers,
  RegisterCase: registerCaseResolvers,
  SchoolMerger: schoolMergerResolvers,
  BetweenSchools: betweenSchoolsResolvers,
};
