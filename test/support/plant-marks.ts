import { sql } from 'kysely';
import type { Hub } from '#gateway/hub/start-hub.ts';

/** A value that says of itself of which child it is, and of what category: wherever it is read, it is known whose it is. */
const mark = (child: string, category: string) => `'mk-' || ${child} || '/' || ${category} || '/' || gen_random_uuid()`;
const literal = (category: string) => `'${category}'`;
const pattern = /mk-([0-9a-f-]{36})\/([a-z0-9-]+)\//g;

export interface FoundMark {
  readonly childId: string;
  readonly category: string;
}

/** Every mark in a raw text. */
export const marksIn = (text: string): readonly FoundMark[] =>
  [...text.matchAll(pattern)].map(([, childId = '', category = '']) => ({ childId, category }));

/** Writes a mark in place of the words that each subgraph holds of each child, by category; none of two is the same. */
export async function plantMarks({ database }: Pick<Hub, 'database'>): Promise<void> {
  const of = (category: string, child = 'child_id') => mark(child, literal(category));
  const identity = of('identity', 'id');
  for (const statement of [
    `update school_administration.person set given_name = ${identity}, family_name = ${identity}, national_id_reported = ${identity},
      address = case when address is null then null else jsonb_build_object('lines', jsonb_build_array(${of('address', 'id')}),
        'postcode', ${of('address', 'id')}, 'place', ${of('address', 'id')}) end,
      mother_tongues = array[${of('language-mapping', 'id')}], language = ${of('written-language-form', 'id')} where is_pupil`,
    `update school_administration.enrolment set source = ${of('enrolment')}`,
    `update school_administration."right" set reason = ${of('rights')}`,
    `update school_administration.address_protection set reason = ${of('address-protection')}`,
    `update school_administration.guardian set relation = ${of('guardians-contact')}`,
    `update school_administration.absence set reason = ${of('attendance-reasons')}, subject_code = ${of('attendance-totals')}`,
    `update school_administration.assessment set subject = ${mark('child_id', 'category')}, feedback = ${mark('child_id', 'category')},
      subject_code = ${mark('child_id', 'category')}`,
    `update school_administration.record set title = ${mark('child_id', 'category')}, body = ${mark('child_id', 'category')},
      legal_basis = ${mark('child_id', 'category')}`,
    `update parent_communication.thread set subject = ${of('messages')}`,
    `update parent_communication.message set text = ${of('messages')}`,
    `update archive.pupil_record set body = body || jsonb_build_object('title', ${of('pupil-record')})`,
    `update archive.journal_entry set body = body || jsonb_build_object('title', ${of('pupil-record')}, 'publicTitle', ${of('pupil-record')})`,
    `update feide.account set name = ${of('identity')} where child_id is not null`,
  ])
    await sql.raw(statement).execute(database.kysely);
}
