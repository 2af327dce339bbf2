import type { Generated } from 'kysely';

/** Schema `feide`. Instants say when the hub saw something in Feide's answers: `seenUntil` null is now. */
export interface FeideTables {
  'feide.feideGroup': {
    id: string;
    type: 'ORGANISATION' | 'SCHOOL' | 'GROUP';
    kind: 'BASIC' | 'TEACHING' | 'OTHER' | null;
    displayName: string;
    parentId: string | null;
    organisationNumber: string | null;
    /** School-administration's unit with that organisation number. */
    unitId: string | null;
    grepCode: string | null;
    grepName: string | null;
    validFrom: string | null;
    validTo: string | null;
    seenFrom: Date;
    seenUntil: Date | null;
  };
  'feide.account': {
    feideId: string;
    /** By school-administration's word on the Feide id; never by name. */
    childId: string | null;
    name: string;
    seenFrom: Date;
    seenUntil: Date | null;
  };
  'feide.membership': {
    id: Generated<number>;
    feideId: string;
    groupId: string;
    role: 'MEMBER' | 'ADMIN';
    affiliation: 'STUDENT' | 'FACULTY' | 'EMPLOYEE' | 'OTHER';
    seenFrom: Date;
    seenUntil: Date | null;
  };
  'feide.membershipChange': {
    id: string;
    feideId: string;
    groupId: string;
    kind: 'JOIN' | 'LEAVE';
    transferId: string | null;
    askedAt: Date;
    /** When the directory took it. */
    handedOverAt: Date | null;
    attempts: Generated<number>;
    /** Of what is next: handing over, or looking whether it shows. */
    dueAt: Date;
    settledAt: Date | null;
    outcome: 'SHOWN' | 'WITHDRAWN' | null;
  };
  'feide.followUp': {
    transferId: string;
    childId: string;
    movement: 'LEFT' | 'CAME' | 'WITHIN';
    closedAt: Date;
    doneAt: Date | null;
  };
  'feide.schoolGroup': {
    groupId: string;
    unitId: string;
    name: string;
    validFrom: string | null;
    validTo: string | null;
  };
  'feide.reading': { realm: string; readAt: Date; groups: number; unidentified: number };
}
