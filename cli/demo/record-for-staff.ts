import { GraphQLClient } from 'graphql-request';
import { sql } from 'kysely';
import type { Hub } from '#gateway/hub/start-hub.ts';
import type { DemoSubject } from './demo-issuer.ts';
import { type StaffRecording, subjectName } from './generate/index.ts';

/** Makes a bearer token for a person of the demo. */
export type TokenMaker = (subject: DemoSubject) => Promise<string>;

const recordAbsence =
  'mutation ($input: RecordAbsenceInput!) { result: recordAbsence(input: $input) { userErrors { message } } }';
const recordAssessment =
  'mutation ($input: RecordAssessmentInput!) { result: recordAssessment(input: $input) { userErrors { message } } }';
const recordCaseDocument =
  'mutation ($input: RecordCaseDocumentInput!) { result: recordCaseDocument(input: $input) { userErrors { message } } }';
const sendMessage =
  'mutation ($input: SendMessageInput!) { result: sendMessage(input: $input) { userErrors { message } } }';

/** Records what the demo's staff have written, each entry by the one who wrote it, over the graph. Gives how many. */
export async function recordForStaff(
  hub: Hub,
  records: readonly StaffRecording[],
  tokenFor: TokenMaker,
): Promise<number> {
  const children = await childIdsOf(hub, records);
  const homes = await homesOf(hub, [...children.values()]);
  const { port } = hub.subgraphs.schoolAdministration;
  const units = await port.unitsByOrganisationNumber([
    ...new Set(records.map((record) => record.schoolOrganisationNumber)),
  ]);
  const clients = new Map<string, GraphQLClient>();
  const clientOf = async (feideId: string) => {
    const known = clients.get(feideId);
    if (known) return known;
    const authorization = `Bearer ${await tokenFor({ kind: 'feide', feideId })}`;
    const client = new GraphQLClient(`${hub.url}/graphql`, {
      headers: { authorization, 'oppvekst-purpose': 'education' },
    });
    clients.set(feideId, client);
    return client;
  };
  let recorded = 0;
  for (const record of records) {
    const childId = children.get(record.childNationalId);
    if (!childId) continue;
    const home = homes.get(childId) ?? [];
    if (record.kind === 'message' && home.length === 0) continue;
    const { mutation, input } = asMutation(record, { home, unitId: units.get(record.schoolOrganisationNumber) });
    const client = await clientOf(record.recordedBy);
    const variables = { input: { idempotencyKey: record.id, childId, ...input } };
    const { result } = await client.request<{ result: { userErrors: Array<{ message: string }> } }>(
      mutation,
      variables,
    );
    const [error] = result.userErrors;
    if (error) throw new Error(`${record.kind} ${record.id}: ${error.message}`);
    recorded += 1;
  }
  return recorded;
}

async function childIdsOf(hub: Hub, records: readonly StaffRecording[]): Promise<Map<string, string>> {
  const wanted = [...new Set(records.map(({ childNationalId }) => childNationalId))];
  const { rows } = await sql<{
    id: string;
    nationalId: string;
  }>`select id, national_id from school_administration.person
    where is_pupil and national_id = any(${wanted}::text[])`.execute(hub.database.kysely);
  return new Map(rows.map((row) => [row.nationalId, row.id]));
}

/** Those at home who may be written to: they hold foreldreansvar and live with the child, whose address is not graded. */
async function homesOf(hub: Hub, childIds: readonly string[]): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ childId: string; persons: string[] }>`
    select held.child_id, array_agg(distinct held.person_id) as persons from school_administration."right" held
    join school_administration."right" home on home.child_id = held.child_id and home.person_id = held.person_id and home.kind = 'LIVES_WITH'
    where held.kind = 'PARENTAL_RESPONSIBILITY' and held.child_id = any(${[...childIds]}::uuid[])
      and not exists (select from school_administration.address_protection p where p.child_id = held.child_id)
    group by held.child_id`.execute(hub.database.kysely);
  return new Map(rows.map((row) => [row.childId, row.persons]));
}

function asMutation(
  record: StaffRecording,
  around: { readonly home: readonly string[]; readonly unitId: string | undefined },
): { mutation: string; input: Record<string, unknown> } {
  const document = (
    kind: string,
    input: { title: string; text: string; legalBasis?: string; validFrom?: string; validTo?: string },
  ) => ({
    mutation: recordCaseDocument,
    input: { kind, validFrom: record.recordedOn, ...input },
  });
  switch (record.kind) {
    case 'absence':
      return {
        mutation: recordAbsence,
        input: {
          startsOn: record.from,
          endsOn: record.to,
          days: record.days,
          hours: record.hours,
          documented: record.documented,
          reason: record.reason,
        },
      };
    case 'attendance-total': {
      const [startsOn, endsOn] =
        record.term === 'autumn'
          ? [`${record.schoolYear}-08-17`, `${record.schoolYear}-12-20`]
          : [`${record.schoolYear + 1}-01-03`, `${record.schoolYear + 1}-06-18`];
      return {
        mutation: recordAbsence,
        input: {
          kind: 'TERM_TOTAL',
          startsOn,
          endsOn,
          days: record.days,
          hours: record.hours,
          onCertificate: record.onCertificate,
        },
      };
    }
    case 'assessment':
      return {
        mutation: recordAssessment,
        input: {
          form: { ongoing: 'ONGOING', 'half-year': 'HALF_YEAR', final: 'FINAL' }[record.form],
          subjectCode: record.subjectCode,
          subject: subjectName(record.subjectCode),
          ...(record.mark === undefined ? {} : { mark: String(record.mark) }),
          feedback: record.comment,
          term: `${record.schoolYear}-autumn`,
          assessedOn: record.recordedOn,
        },
      };
    case 'decision':
      return document(record.topic === 'imposed-school-change' ? 'IMPOSED_SCHOOL_CHANGE' : 'INDIVIDUAL_DECISION', {
        title: record.title,
        text: record.text,
        legalBasis: record.legalBasis,
        validFrom: record.validFrom,
        validTo: record.validTo,
      });
    case 'plan':
      return document(
        {
          'expert-assessment': 'EXPERT_ASSESSMENT',
          'individual-education-plan': 'INDIVIDUAL_EDUCATION_PLAN',
          'individual-plan': 'INDIVIDUAL_PLAN',
        }[record.form],
        { title: record.title, text: record.text, validFrom: record.validFrom, validTo: record.validTo },
      );
    case 'health-note':
      return document('HEALTH_NOTE', {
        title: record.dangerToLife ? 'Allergi, fare for liv' : 'Helseopplysning',
        text: record.text,
      });
    case 'language-mapping':
      return document('LANGUAGE_MAPPING', {
        title: `Kartlegging: ${record.level}`,
        text: record.text,
        validFrom: record.mappedOn,
      });
    case 'written-language-form':
      return document('WRITTEN_LANGUAGE_FORM', { title: 'Målform', text: record.form });
    case 'school-environment-case':
      return document('SCHOOL_ENVIRONMENT_CASE', {
        title: record.title,
        text: record.text,
        validFrom: record.openedOn,
      });
    case 'belief-exemption':
      return document('BELIEF_EXEMPTION', { title: `Fritak: ${record.subjectCode}`, text: record.text });
    case 'own-work':
      return document('OWN_WORK', { title: record.title, text: record.text });
    case 'message':
      return {
        mutation: sendMessage,
        input: { subject: record.subject, text: record.text, to: around.home, unitId: around.unitId },
      };
  }
}
