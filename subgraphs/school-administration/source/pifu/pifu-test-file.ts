/** Builds small PIFU-IMS files for tests: a whole roster by default, with one thing changed at a time. */
import { nationalIdCheckDigits } from '#contracts/identifiers.ts';
import { pifuNamespace } from './vocabulary.ts';

const source = 'test-sas@ringsaker.example';
const sourcedId = (id: string, type = '', issuer = source) =>
  `<sourcedid${type && ` sourcedidtype="${type}"`}><source>${issuer}</source><id>${id}</id></sourcedid>`;

/** A national id of somebody born on this day (DDMMYY, from 2000 on); synthetic (month + 80) unless told otherwise. */
export function nationalIdFor(birth: `${number}`, addedToMonth: 80 | 0 = 80): string {
  const month = String(Number(birth.slice(2, 4)) + addedToMonth).padStart(2, '0');
  for (let individual = 500; individual < 1000; individual++) {
    const nine = `${birth.slice(0, 2)}${month}${birth.slice(4)}${individual}`;
    const check = nationalIdCheckDigits(nine);
    if (check !== undefined) return nine + check;
  }
  throw new Error(`no national id begins with ${birth}`);
}

export interface TestPerson {
  readonly id?: string;
  readonly oldId?: string;
  readonly given?: string;
  readonly family?: string;
  readonly nin?: string;
  readonly birth?: string;
  readonly email?: string;
  readonly guardians?: readonly string[];
  /** Raw XML: after the name, and in the extension. */
  readonly extra?: string;
  readonly extension?: string;
  readonly attributes?: string;
}

export const person = (fields: TestPerson = {}): string => {
  const { id = 'pupil-1', given = 'Åse', family = 'Bjørnøy', guardians = [], extension = '', extra = '' } = fields;
  const ids = fields.oldId ? sourcedId(fields.oldId, 'Old') + sourcedId(id, 'New') : sourcedId(id);
  const contacts = guardians.map(
    (guardian) => `<pifu_hasContactPerson type="guardian">${sourcedId(guardian)}</pifu_hasContactPerson>`,
  );
  return `<person${fields.attributes ?? ''}>${ids}
    ${fields.nin ? `<userid useridtype="personNIN">${fields.nin}</userid>` : ''}${extra}
    <name><fn>${given} ${family}</fn><n><family>${family}</family><given>${given}</given></n></name>
    ${fields.birth ? `<demographics><bday>${fields.birth}</bday></demographics>` : ''}
    ${fields.email ? `<email>${fields.email}</email>` : ''}
    <extension>${extension}${contacts.join('')}</extension></person>`;
};

export const unit = (
  fields: { id?: string; type?: string; parent?: string; name?: string; orgnr?: string; extension?: string } = {},
): string => {
  const { id = 'school', type = 'skole', parent = 'owner', name = 'Brumunddal skole', orgnr, extension = '' } = fields;
  const number = orgnr
    ? `<pifu_id type="organizationNumber"><pifu_value>${orgnr}</pifu_value><pifu_scope>E</pifu_scope><pifu_unique>1</pifu_unique></pifu_id>`
    : '';
  return group({ id, type, parent, name, scheme: 'org', extension: number + extension });
};

export const group = (
  fields: {
    id?: string;
    type?: string;
    parent?: string;
    name?: string;
    scheme?: 'org' | 'grp';
    timeframe?: string;
    extension?: string;
    oldId?: string;
    attributes?: string;
  } = {},
): string => {
  const ids = fields.oldId
    ? sourcedId(fields.oldId, 'Old') + sourcedId(fields.id ?? '7A', 'New')
    : sourcedId(fields.id ?? '7A');
  const { id = '7A', type = 'basisgruppe', parent = 'school', name = id, scheme = 'grp', timeframe = '' } = fields;
  return `<group${fields.attributes ?? ''}>${ids}<grouptype><scheme>pifu-ims-go-${scheme}</scheme><typevalue level="1">${type}</typevalue></grouptype>
    <description><short>${name}</short></description>${timeframe}
    <relationship relation="1">${sourcedId(parent)}<label>x</label></relationship>
    <extension>${fields.extension ?? ''}</extension></group>`;
};

export interface TestMember {
  readonly id?: string;
  readonly role?: string;
  readonly status?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly extra?: string;
  /** 1 added, 2 updated, 3 deleted: of a delta. */
  readonly recstatus?: 1 | 2 | 3;
}

export const member = (fields: TestMember = {}): string => {
  const { id = 'pupil-1', role = '01', status = '1', begin, end, extra = '' } = fields;
  const dates = `${begin ? `<begin>${begin}</begin>` : ''}${end ? `<end>${end}</end>` : ''}`;
  return `<member>${sourcedId(id)}<idtype>1</idtype><role roletype="${role}"${fields.recstatus ? ` recstatus="${fields.recstatus}"` : ''}><status>${status}</status>
    ${dates && `<timeframe>${dates}</timeframe>`}${extra}</role></member>`;
};

export const membership = (groupId: string, ...members: readonly string[]): string =>
  `<membership>${sourcedId(groupId)}${members.join('\n')}</membership>`;

export interface TestFile {
  readonly declaration?: string;
  readonly type?: string;
  readonly datasource?: string;
  readonly properties?: string;
  readonly persons?: readonly string[];
  readonly groups?: readonly string[];
  readonly memberships?: readonly string[];
}

/** A valid roster: a municipality, a school, a class, a pupil with a guardian; any part can be replaced. */
export function pifuFile(parts: TestFile = {}): string {
  const {
    declaration = '<?xml version="1.0" encoding="UTF-8"?>\n',
    type = 'full',
    datasource = source,
    properties = `<properties lang="nb"><datasource>${datasource}</datasource><type>${type}</type>
      <datetime>2026-08-17T06:00:00</datetime></properties>`,
    persons = [
      person({ guardians: ['guardian-1'] }),
      person({ id: 'guardian-1', given: 'Ola', email: 'ola@example.no' }),
    ],
    groups = [unit({ id: 'owner', type: 'skoleeier', name: 'Ringsaker kommune' }), unit(), group()],
    memberships = [membership('school', member()), membership('7A', member())],
  } = parts;
  const body = [properties, ...persons, ...groups, ...memberships].join('\n');
  return `${declaration}<enterprise xmlns="${pifuNamespace}">\n${body}\n</enterprise>`;
}
