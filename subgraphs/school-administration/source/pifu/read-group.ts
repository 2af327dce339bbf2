/** A PIFU `group` as a neutral record: an organisation (owner, school, kindergarten, SFO) or a group in one. */
import { looksGarbled, readEmail, readPhone, readText } from '../read-values.ts';
import type { RosterGroup, RosterLeftOut, RosterUnit, SchoolType, UnitKind } from '../roster-records.ts';
import type { XmlNode } from '../xml-records.ts';
import {
  checkLength,
  child,
  children,
  ofType,
  type PifuContext,
  present,
  readIds,
  readPeriod,
  readSourcedId,
  textOf,
} from './read-fields.ts';
import { groupTypeValues, schoolTypeValues, unitTypes } from './vocabulary.ts';

const isUnitType = (text: string): text is keyof typeof unitTypes => Object.hasOwn(unitTypes, text);

export function readGroup(node: XmlNode, context: PifuContext): RosterUnit | RosterGroup | RosterLeftOut | undefined {
  const { id, formerIds } = readIds(node, context);
  if (id === undefined) {
    const why = 'every group has a sourcedid';
    context.report(node.line, 'missing-id', 'a group without an id', why, 'the group was left out');
    return undefined;
  }
  const base = { line: node.line, id, formerIds };
  for (const element of children(node, 'grouptype')) {
    const type = textOf(element, 'typevalue')?.toLowerCase() ?? '';
    const isOrganisation = textOf(element, 'scheme') !== 'pifu-ims-go-grp';
    const groupType = groupTypeValues[type];
    if (isOrganisation && isUnitType(type)) return readUnit(node, base, unitTypes[type], context);
    if (groupType !== undefined)
      return { record: 'group', ...base, type: groupType, ...readGroupFields(node, id, context) };
  }
  const written = children(node, 'grouptype').map((element) => textOf(element, 'typevalue') ?? '');
  context.report(
    node.line,
    'unknown-group-type',
    `group ${id}: type "${written.join('", "').slice(0, 60)}"`,
    'PIFU-IMS 1.3 does not have that type of group, so nobody can say what its members may do',
    'the group and its members were left out',
  );
  return { record: 'left-out', of: 'group', line: node.line, id };
}

type Base = Pick<RosterUnit, 'line' | 'id' | 'formerIds'>;

function readUnit(node: XmlNode, base: Base, type: UnitKind, context: PifuContext): RosterUnit {
  const what = `unit ${base.id}`;
  const extension = child(node, 'extension');
  const types = readSchoolTypes(extension, what, context);
  const email = child(node, 'email') ?? ofType(extension, 'pifu_email', 'orgEmail')[0];
  const phone = ofType(extension, 'pifu_tel', 'orgTelephone')[0];
  const parentId = readParents(node, context).find((parent) => parent !== base.id);
  return {
    record: 'unit',
    ...base,
    kind: kindOf(type, types),
    name: readShortName(node, base.id, context),
    schoolTypes: types,
    ...present({
      legalName: nameOf(extension, 'legalName'),
      shortName: nameOf(extension, 'shortName'),
      organisationNumber: idsOf(extension, 'organizationNumber')[0]?.replace(/\s/g, ''),
      municipalityNumber: idsOf(extension, 'municipalityNumber')[0],
      parentId,
      email: readEmail(email?.text, email?.line ?? 0, `${what}: e-mail`, context.report),
      phone: readPhone(phone?.text, phone?.line ?? 0, `${what}: telephone`, context.report),
    }),
  };
}

/** PIFU-IMS writes kindergartens and SFO as `skole` with a school type; a school that also has an SFO stays a school. */
function kindOf(type: UnitKind, types: readonly SchoolType[]): UnitKind {
  if (type !== 'school' || types.length === 0) return type;
  if (types.every((candidate) => candidate === 'kindergarten')) return 'kindergarten';
  return types.every((candidate) => candidate === 'after-school') ? 'after-school' : 'school';
}

function readSchoolTypes(extension: XmlNode | undefined, what: string, { report }: PifuContext): readonly SchoolType[] {
  const types = children(extension, 'pifu_schoolType').flatMap((element) => {
    const written = readText(element.text)?.toLowerCase() ?? '';
    const type = schoolTypeValues[written];
    if (type === undefined)
      report(
        element.line,
        'unknown-code',
        `${what}: school type "${written.slice(0, 40)}"`,
        'PIFU-IMS does not have it',
        'left out',
      );
    return type ?? [];
  });
  return [...new Set(types)];
}

function readGroupFields(node: XmlNode, id: string, context: PifuContext) {
  const what = `group ${id}`;
  const extension = child(node, 'extension');
  const description = child(node, 'description');
  const { adminPeriod: schoolYear, ...period } = readPeriod(node, what, context);
  const name = readShortName(node, id, context);
  const codes = ['grepCodeShortForm', 'grepCode', 'grepCodeGradeLevel'].flatMap((type) => idsOf(extension, type));
  return {
    name,
    ...period,
    ...present({
      longName: textOf(description, 'long'),
      description: textOf(description, 'full'),
      schoolYear,
      yearLevel: codes.map(yearLevelOf).find((level) => level !== undefined),
    }),
    grepCodes: [...new Set(codes)],
    parentIds: readParents(node, context).filter((parent) => parent !== id),
  };
}

/** The year level in a Grep code: `…/aarstrinn/aarstrinn7`, `7. årstrinn`; vg1–vg3 are levels 11–13. */
function yearLevelOf(code: string): number | undefined {
  const year = /aarstrinn(\d{1,2})$/.exec(code)?.[1] ?? /^(\d{1,2})\. årstrinn$/.exec(code)?.[1];
  if (year !== undefined) return Number(year) >= 1 && Number(year) <= 13 ? Number(year) : undefined;
  const upper = /(?:^|aarstrinn\/)vg([1-3])$/i.exec(code)?.[1];
  return upper === undefined ? undefined : 10 + Number(upper);
}

/** `relationship` 1 is "has as parent"; the topmost unit has itself. */
const readParents = (node: XmlNode, context: PifuContext): readonly string[] =>
  children(node, 'relationship')
    .filter((element) => element.attributes.relation === '1')
    .flatMap((element) => readSourcedId(child(element, 'sourcedid'), context) ?? []);

const idsOf = (extension: XmlNode | undefined, type: string): readonly string[] =>
  ofType(extension, 'pifu_id', type).flatMap((element) => textOf(element, 'pifu_value') ?? []);

/** A name by type, in Norwegian where the file gives several languages. */
function nameOf(extension: XmlNode | undefined, type: string): string | undefined {
  const names = ofType(extension, 'pifu_name', type);
  const norwegian = names.find((element) => ['nb', 'nn', 'no', undefined].includes(textOf(element, 'pifu_language')));
  return textOf(norwegian ?? names[0], 'pifu_value');
}

function readShortName(node: XmlNode, id: string, context: PifuContext): string {
  const description = child(node, 'description');
  const short = textOf(description, 'short');
  checkLength(short, 60, node.line, `group ${id}: the short name`, context);
  if (short !== undefined && looksGarbled(short)) {
    const why = 'the source system has saved text in the wrong encoding';
    context.report(
      node.line,
      'garbled-text',
      `group ${id}: the name has signs such as "Ã¸" for "ø"`,
      why,
      'kept as it is',
    );
  }
  if (short !== undefined) return short;
  const name = textOf(description, 'long') ?? nameOf(child(node, 'extension'), 'name') ?? id;
  const done = name === id ? 'its id is shown as its name' : 'its longer name is used';
  context.report(node.line, 'missing-name', `group ${id} has no short name`, 'description/short is required', done);
  return name;
}
