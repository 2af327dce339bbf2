import { z } from 'zod';
import { isIsoDate, isOrganisationNumber } from '#contracts/identifiers.ts';
import { transferDirections } from '#contracts/policy/transfer-policy-schema.ts';
import { defineMessage, party } from './message.ts';
import { childToMatch } from './transfer-request.ts';

/**
 * A controller hands a child's data over, when those who decide have permitted something (barnehageloven §§ 2 a, 47 a; opplæringslova
 * § 25-1 (4)). It says who the child is, and nothing of what will come or was refused; the parts follow when the child is found.
 */
export const transferOffer = defineMessage(
  'transfer-offer.v1',
  z.strictObject({
    transferId: z.uuid(),
    direction: z.enum(transferDirections),
    sender: party,
    /** The organisation number of the unit where the child will start, when the sender knows it. */
    unit: z.string().refine(isOrganisationNumber, 'is not an organisation number').nullable(),
    startsOn: z.string().refine(isIsoDate, 'is not a date'),
    /** By which the receiver finds its child. It is for matching only, and is not kept when the child is found. */
    child: childToMatch,
  }),
  {
    transferId: '7d3c2b1a-0f9e-4d8c-a7b6-5c4d3e2f1a55',
    direction: 'kindergarten-to-school',
    sender: { organisationNumber: '312000008', name: 'Ringsaker kommune' },
    unit: null,
    startsOn: '2027-08-16',
    child: { nationalId: '17842190074', givenName: 'Nora', familyName: 'Haugen', birthDate: '2021-04-17' },
  },
);

/** The receiver has found its child and takes what comes, or declines the offer. */
export const transferOfferAnswer = defineMessage(
  'transfer-answer.v1',
  z.strictObject({
    transferId: z.uuid(),
    answer: z.enum(['accepted', 'no-such-child', 'asked-already']),
  }),
  { transferId: '7d3c2b1a-0f9e-4d8c-a7b6-5c4d3e2f1a55', answer: 'accepted' },
);
