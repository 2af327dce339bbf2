import { accessLog, accessLogCategoryResolvers, accessLogEntryResolvers } from './access-log.ts';
import { accessQuestionResolvers, accessQuestions, answerAccessQuestion, askAboutAccess } from './access-questions.ts';
import { announceTransfer } from './announce-transfer.ts';
import { permitTransfer, recordTransferAnswer, refuseTransfer, withdrawPermission } from './answer-transfer.ts';
import { askableCategoryResolvers, askableReasonResolvers } from './askable-category.ts';
import { cancelTransfer } from './cancel-transfer.ts';
import { closedData, closedDataResolvers } from './closed-data.ts';
import { answerCorrection, requestCorrection } from './correction-mutations.ts';
import { correctionReceiverResolvers, correctionRequests, correctionResolvers, corrections } from './corrections.ts';
import { collectExport, requestExport, screenExport } from './data-export-mutations.ts';
import { dataExportResolvers, dataExportSectionResolvers, dataExports, exportsToScreen } from './data-exports.ts';
import { collectDocument, documentFileResolvers, giveDocument } from './give-document.ts';
import { handOverCountResolvers } from './hand-overs.ts';
import { operationQueries, retryDeadLetters, setDeadLettersAside } from './operations.ts';
import { prepareHandOver } from './prepare-hand-over.ts';
import { prepareHandOvers } from './prepare-hand-overs.ts';
import { processing } from './processing.ts';
import { pupilResolvers, queryResolvers, requestToMatchResolvers } from './query.ts';
import { receiveTransfer, releaseTransferRequest, reportNeverStarted, requestTransfer } from './receiver-mutations.ts';
import { recordMoveAbroad } from './record-move-abroad.ts';
import { remindOfTransfers } from './remind-of-transfers.ts';
import {
  decideTransfer,
  dismissTransferRequest,
  matchTransferRequest,
  releaseTransferPart,
  reopenTransferParts,
} from './sender-mutations.ts';
import {
  transferEventResolvers,
  transferProblemResolvers,
  transferResolvers,
  transferWaitResolvers,
} from './transfer.ts';
import { transferDecisionResolvers, transferRequestResolvers } from './transfer-decision.ts';

export const resolvers = {
  Query: { ...queryResolvers, accessQuestions, exportsToScreen, correctionRequests, processing, ...operationQueries },
  Mutation: {
    announceTransfer,
    prepareHandOver,
    prepareHandOvers,
    recordMoveAbroad,
    collectDocument,
    giveDocument,
    cancelTransfer,
    reportNeverStarted,
    requestTransfer,
    releaseTransferRequest,
    matchTransferRequest,
    dismissTransferRequest,
    decideTransfer,
    permitTransfer,
    refuseTransfer,
    withdrawPermission,
    recordTransferAnswer,
    remindOfTransfers,
    releaseTransferPart,
    receiveTransfer,
    reopenTransferParts,
    askAboutAccess,
    answerAccessQuestion,
    requestExport,
    screenExport,
    collectExport,
    requestCorrection,
    answerCorrection,
    retryDeadLetters,
    setDeadLettersAside,
  },
  TransferDocumentFile: documentFileResolvers,
  HandOverCount: handOverCountResolvers,
  Pupil: { ...pupilResolvers, accessLog, dataExports, closedData, corrections },
  ClosedData: closedDataResolvers,
  Correction: correctionResolvers,
  CorrectionReceiver: correctionReceiverResolvers,
  DataExport: dataExportResolvers,
  DataExportSection: dataExportSectionResolvers,
  AccessLogEntry: accessLogEntryResolvers,
  AccessLogCategory: accessLogCategoryResolvers,
  AccessQuestion: accessQuestionResolvers,
  Transfer: transferResolvers,
  TransferDecision: transferDecisionResolvers,
  TransferRequest: transferRequestResolvers,
  AskableCategory: askableCategoryResolvers,
  AskableReason: askableReasonResolvers,
  TransferWait: transferWaitResolvers,
  TransferEvent: transferEventResolvers,
  TransferProblem: transferProblemResolvers,
  RequestToMatch: requestToMatchResolvers,
};
