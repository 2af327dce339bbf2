import { isCategoryId } from '#contracts/categories.ts';
import { connectionOf, type PageArguments } from '#contracts/graphql/connection.ts';
import { withheld } from '#kit/access/guard.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import type { SchoolAdministrationContext } from '../context.ts';
import { strictest } from '../domain/grading.ts';
import type { EnrolmentRow, MembershipRow, TeacherRow } from '../store/belonging.ts';
import type { RecordSight } from '../store/kindergarten-records.ts';
import { readListPage } from '../store/list-page.ts';
import type { PupilRow } from '../store/pupils.ts';
import type { ReceivedRow } from '../store/records.ts';
import { howYouAreInformed } from './standing-request.ts';

type Context = SchoolAdministrationContext;
const all = (of: string) => ({ of, ask: null });

interface NewestArguments {
  readonly first?: number | null;
  readonly before?: string | null;
}
function newest({ first, before }: NewestArguments, category: string) {
  const limit = first ?? 50;
  if (limit < 1 || limit > 500) throw new HubError('BAD_INPUT', 'first must be a whole number from 1 to 500.');
  return { category, first: limit, before: before ?? null };
}
/** Whether the viewer sees what a kindergarten recorded before the child went on from it, although nobody has permitted it. */
const sightOf = (childId: string, access: Context['access']): RecordSight => ({
  whole: access.decide(childId, 'kindergarten-records').allow,
  on: access.on,
  personId: access.viewer.kind === 'person' ? access.viewer.personId : null,
});
const recordsOf =
  (category: string) =>
  (pupil: PupilRow, args: NewestArguments, { loaders, access }: Context) =>
    loaders.records.load({ of: pupil.id, ask: { ...newest(args, category), ...sightOf(pupil.id, access) } });
const assessmentsOf =
  (category: string) =>
  (pupil: PupilRow, args: NewestArguments, { loaders, access }: Context) =>
    loaders.assessments.load({ of: pupil.id, ask: { ...newest(args, category), ...sightOf(pupil.id, access) } });

export const pupilResolvers = {
  __resolveReference: ({ id }: { readonly id: string }, context: Context) => context.loaders.pupil.load(id),
  async level({ id }: PupilRow, _: unknown, { loaders }: Context) {
    const places = await loaders.unitsOfChild.load(all(id));
    return places.find((place) => place.level !== null)?.level ?? null;
  },
  units: ({ id }: PupilRow, _: unknown, { loaders }: Context) => loaders.unitsOfChild.load(all(id)),
  async groups({ id }: PupilRow, args: PageArguments & { readonly current: boolean }, { loaders, access }: Context) {
    const page = readListPage(args, 2);
    const rows = await loaders.memberships.load({ of: id, ask: { page, current: args.current, on: access.on } });
    return connectionOf(rows, page.limit, (row) => [row.startsOn, row.id]);
  },
  async betweenSchools({ id }: PupilRow, _: unknown, { loaders }: Context) {
    const [between] = await loaders.betweenSchools.load(all(id));
    return between ?? null;
  },
  matchDecisions: ({ id }: PupilRow, _: unknown, { loaders }: Context) => loaders.matchDecisions.load(all(id)),
  address: ({ id, address }: PupilRow) => (address ? { childId: id, ...address } : null),
  async addressProtection({ id }: PupilRow, _: unknown, { loaders }: Context) {
    const marks = await loaders.marks.load(all(id));
    return { childId: id, grading: strictest(marks.filter((mark) => mark.holds).map((mark) => mark.grading)), marks };
  },
  async writtenLanguageForm({ id, language }: PupilRow, _: unknown, { loaders }: Context) {
    const [chosen] = await loaders.writtenForms.load(all(id));
    // A roster's preferred language may be any; only these two are forms of Norwegian.
    return chosen?.form ?? (language === 'nb' || language === 'nn' ? language : null);
  },
  enrolments: ({ id }: PupilRow, _: unknown, { loaders }: Context) => loaders.enrolments.load(all(id)),
  guardians: ({ id }: PupilRow, _: unknown, { loaders }: Context) => loaders.guardians.load(all(id)),
  rights: ({ id }: PupilRow, { ended }: { readonly ended: boolean }, { loaders }: Context) =>
    loaders.rights.load({ of: id, ask: { ended } }),
  sharedWithServices: ({ id }: PupilRow, _: unknown, { loaders }: Context) => loaders.shares.load(all(id)),
  howYouAreInformed,
  recordOpenings: ({ id }: PupilRow, _: unknown, { loaders }: Context) => loaders.openings.load(all(id)),
  mayFetch: ({ id }: PupilRow, _: unknown, { loaders }: Context) => loaders.mayFetch.load(all(id)),
  allergies: ({ id }: PupilRow, _: unknown, { loaders, access }: Context) =>
    loaders.allergies.load({ of: id, ask: sightOf(id, access) }),
  teachers: ({ id }: PupilRow, _: unknown, { loaders }: Context) => loaders.teachers.load(all(id)),
  async absences({ id }: PupilRow, args: PageArguments, { loaders, access }: Context) {
    const page = readListPage(args, 2);
    const rows = await loaders.absences.load({ of: id, ask: { page, ...sightOf(id, access) } });
    return connectionOf(rows, page.limit, (row) => [row.startsOn, row.id]);
  },
  absenceTotals: ({ id }: PupilRow, _: unknown, { loaders, access }: Context) =>
    loaders.absenceTotals.load({ of: id, ask: { certificate: false, ...sightOf(id, access) } }),
  certificateAbsence: ({ id }: PupilRow, _: unknown, { loaders, access }: Context) =>
    loaders.absenceTotals.load({ of: id, ask: { certificate: true, ...sightOf(id, access) } }),
  finalAssessments: assessmentsOf('final-assessment'),
  halfYearMarksYear10: assessmentsOf('half-year-marks-year-10'),
  ongoingAssessments: assessmentsOf('ongoing-assessment'),
  healthNotes: recordsOf('health'),
  individualDecisions: recordsOf('individual-decisions'),
  imposedSchoolChanges: recordsOf('imposed-school-change'),
  plans: recordsOf('expert-assessment-plans'),
  languageMappings: recordsOf('language-mapping'),
  schoolEnvironmentCases: recordsOf('school-environment'),
  beliefExemptions: recordsOf('belief-exemption'),
  developmentObservations: recordsOf('development-observations'),
  ownWork: recordsOf('own-work'),
  receivedRecords: ({ id }: PupilRow, _: unknown, { loaders, access }: Context) =>
    loaders.received.load({ of: id, ask: sightOf(id, access) }),
};

export const enrolmentResolvers = {
  unit: ({ unitId }: EnrolmentRow, _: unknown, { loaders }: Context) => loaders.unit.load(unitId),
};
export const groupMembershipResolvers = {
  group: ({ groupId }: MembershipRow, _: unknown, { loaders }: Context) => loaders.group.load(groupId),
};
export const pupilTeacherResolvers = {
  group: ({ groupId }: TeacherRow, _: unknown, { loaders }: Context) => loaders.group.load(groupId),
};

export const receivedRecordResolvers = {
  /** The rows are of many categories, which a directive on the field cannot say: each is decided by its own. */
  content({ childId, category, content }: ReceivedRow, _: unknown, { access }: Context) {
    if (!isCategoryId(category)) return null;
    const decision = access.decide(childId, category);
    if (!decision.allow) throw withheld(category, decision);
    access.disclose(childId, category, decision);
    return JSON.stringify(content);
  },
};
