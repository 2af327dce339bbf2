import { z } from 'zod';
import { HubError } from '#kit/errors/hub-error.ts';
import { type GroupKind, readGroupId, schoolGroupId } from './group-id.ts';

/** A group as Feide knows it now. */
export interface FeideGroup {
  readonly id: string;
  readonly type: 'ORGANISATION' | 'SCHOOL' | 'GROUP';
  /** Of a group in a school. */
  readonly kind: GroupKind | null;
  readonly displayName: string;
  /** The school's id in one spelling; the host organisation of a school; null of the organisation itself. */
  readonly parentId: string | null;
  readonly organisationNumber: string | null;
  readonly grepCode: string | null;
  readonly grepName: string | null;
  /** ISO dates, both days included. */
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

export interface FeideMember {
  /** `user@realm`. */
  readonly feideId: string;
  readonly name: string;
  readonly role: 'MEMBER' | 'ADMIN';
  readonly affiliation: 'STUDENT' | 'FACULTY' | 'EMPLOYEE' | 'OTHER';
  readonly primarySchool: boolean | null;
}

const name = z.union([z.string(), z.record(z.string(), z.string())]);
const groupDocument = z.object({
  id: z.string(),
  type: z.string(),
  displayName: name.optional(),
  notBefore: z.string().optional(),
  notAfter: z.string().optional(),
  go_type: z.string().optional(),
  parent: z.string().optional(),
  grep: z.object({ code: z.string(), displayName: name.optional() }).optional(),
});
const memberDocument = z.object({
  userid_sec: z.array(z.string()).default([]),
  name: name.optional(),
  membership: z.object({
    basic: z.string(),
    affiliation: z.union([z.string(), z.array(z.string())]).optional(),
    primarySchool: z.boolean().optional(),
  }),
});

const plainName = (value: z.infer<typeof name> | undefined): string | undefined =>
  typeof value === 'string' ? value : (value?.nb ?? value?.nn ?? value?.en ?? Object.values(value ?? {})[0]);

/** Groups of the education sector; ids of other kinds (ad hoc groups, Grep's own) are left out. */
export function readGroups(body: unknown): readonly FeideGroup[] {
  return readList(groupDocument, 'groups', body).flatMap((document): readonly FeideGroup[] => {
    const id = readGroupId(document.id);
    if (!id) return [];
    const displayName = plainName(document.displayName) ?? document.id;
    const none = {
      kind: null,
      organisationNumber: null,
      grepCode: null,
      grepName: null,
      validFrom: null,
      validTo: null,
    };
    if (id.type === 'ORGANISATION') return [{ ...none, id: document.id, type: id.type, displayName, parentId: null }];
    const { organisationNumber } = id;
    if (id.type === 'SCHOOL')
      return [
        {
          ...none,
          id: schoolGroupId(id.realm, organisationNumber),
          type: id.type,
          displayName,
          parentId: `fc:org:${id.realm}`,
          organisationNumber,
        },
      ];
    return [
      {
        id: document.id,
        type: id.type,
        kind: id.kind,
        displayName,
        parentId: schoolGroupId(id.realm, parentNumber(document.parent) ?? organisationNumber),
        organisationNumber: parentNumber(document.parent) ?? organisationNumber,
        grepCode: document.grep?.code ?? null,
        grepName: plainName(document.grep?.displayName) ?? null,
        validFrom: id.validFrom,
        validTo: id.validTo,
      },
    ];
  });
}

function parentNumber(parent: string | undefined): string | undefined {
  const id = parent === undefined ? undefined : readGroupId(parent);
  return id?.type === 'SCHOOL' ? id.organisationNumber : undefined;
}

const affiliations: Readonly<Record<string, FeideMember['affiliation']>> = {
  student: 'STUDENT',
  faculty: 'FACULTY',
  employee: 'EMPLOYEE',
};

export interface MemberList {
  readonly members: readonly FeideMember[];
  /** Members without a Feide id: nobody can say who they are. */
  readonly unidentified: number;
}

export function readMembers(body: unknown): MemberList {
  const documents = readList(memberDocument, 'members', body);
  const members = documents.flatMap((document): readonly FeideMember[] => {
    const feideId = document.userid_sec.find((id) => id.startsWith('feide:'))?.slice('feide:'.length);
    if (!feideId) return [];
    const { basic, affiliation, primarySchool } = document.membership;
    const said = [affiliation ?? []].flat();
    // Whoever is a pupil too is a pupil here: that is what gives least.
    const known = Object.keys(affiliations).find((one) => said.includes(one)) ?? '';
    return [
      {
        feideId,
        name: plainName(document.name) ?? feideId,
        role: basic === 'admin' || basic === 'owner' ? 'ADMIN' : 'MEMBER',
        affiliation: affiliations[known] ?? 'OTHER',
        primarySchool: primarySchool ?? null,
      },
    ];
  });
  return { members, unidentified: documents.length - members.length };
}

function readList<T>(document: z.ZodType<T>, what: string, body: unknown): readonly T[] {
  const result = z.array(document).safeParse(body);
  if (result.success) return result.data;
  const places = [...new Set(result.error.issues.map((issue) => issue.path.join('.') || '(the whole answer)'))].slice(
    0,
    5,
  );
  throw new HubError('UNKNOWN_FORMAT', `Feide's list of ${what} is not as documented at ${places.join(', ')}`, {
    details: { service: 'feide', places },
  });
}
