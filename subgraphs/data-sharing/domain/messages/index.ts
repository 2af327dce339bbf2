import { transferCancelledMessage } from './transfer-cancelled.ts';
import { transferCorrection } from './transfer-correction.ts';
import { transferDecision } from './transfer-decision.ts';
import { transferOffer, transferOfferAnswer } from './transfer-offer.ts';
import { transferParts } from './transfer-parts.ts';
import { transferReceipt } from './transfer-receipt.ts';
import { transferRequest } from './transfer-request.ts';

/** Every format that hubs exchange. */
export const messageFormats = [
  transferRequest,
  transferOffer,
  transferOfferAnswer,
  transferDecision,
  transferParts,
  transferReceipt,
  transferCancelledMessage,
  transferCorrection,
] as const;
export const messageTypes: readonly string[] = messageFormats.map((format) => format.typ);
