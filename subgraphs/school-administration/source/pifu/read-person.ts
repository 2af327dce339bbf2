/** A PIFU `person` as a neutral record. Photos, user names, passwords and holiday addresses are never taken over. */
import { looksGarbled, readDate, readEmail, readLanguage, readPhone, readText } from '../read-values.ts';
import type { RosterAddress, RosterContact, RosterPerson } from '../roster-records.ts';
import type { XmlNode } from '../xml-records.ts';
import {
  checkLength,
  child,
  children,
  ofType,
  type PifuContext,
  present,
  readIds,
  readSourcedId,
  textOf,
} from './read-fields.ts';
import { pupilStatusValues } from './vocabulary.ts';

export function readPerson(node: XmlNode, context: PifuContext): RosterPerson | undefined {
  const { report } = context;
  const { id, formerIds } = readIds(node, context);
  if (id === undefined) {
    report(
      node.line,
      'missing-id',
      'a person without an id',
      'every person has a sourcedid',
      'the person was left out',
    );
    return undefined;
  }
  const what = `person ${id}`;
  checkLength(id, 256, node.line, `${what}: the id`, context);
  const extension = child(node, 'extension');
  const demographics = child(node, 'demographics');
  reportPasswords(node, what, context);
  const language = child(extension, 'pifu_preferredLanguage');
  return {
    record: 'person',
    line: node.line,
    id,
    formerIds,
    ...readName(node, what, context),
    ...present({
      nationalId: userId(node, 'personNIN'),
      feideId: userId(node, 'feideID'),
      pupilNumber: userId(node, 'studentID'),
      employeeNumber: userId(node, 'workforceID'),
      gender: readGender(demographics, what, context),
      birthDate: readDate(child(demographics, 'bday')?.text, node.line, `${what}: birth date`, report),
      email: readPersonEmail(node, extension, what, context),
      ...readPhones(node, extension, what, context),
      registeredAddress: readAddress(child(ofType(extension, 'pifu_adr', 'personRegisteredAddressPrivate')[0], 'adr')),
      postalAddress: readAddress(
        child(ofType(extension, 'pifu_adr', 'personPostalAddressPrivate')[0], 'adr') ?? child(node, 'adr'),
      ),
      preferredLanguage: readLanguage(language?.text, language?.line ?? 0, `${what}: preferred language`, report),
      pupilStatus: readPupilStatus(extension, what, context),
    }),
    motherTongues: children(extension, 'pifu_nativeTongue').flatMap(
      (tongue) => readLanguage(tongue.text, tongue.line, `${what}: mother tongue`, report) ?? [],
    ),
    active: readText(ofType(extension, 'pifu_status', 'activeInactive')[0]?.text) !== 'inaktiv',
    contacts: readContacts(extension, what, context),
  };
}

const userId = (node: XmlNode, type: string) =>
  readText(children(node, 'userid').find((element) => element.attributes.useridtype === type)?.text);

/** A password in a roster is a breach in the source system; the reader forgets it and says where it stands. */
function reportPasswords(node: XmlNode, what: string, { report }: PifuContext) {
  for (const element of children(node, 'userid'))
    if (element.attributes.password)
      report(
        element.line,
        'password-in-file',
        `${what}: a password with user id type "${element.attributes.useridtype ?? ''}"`,
        'a roster file should carry no passwords, not even encrypted ones',
        'the password was not read; have the source system leave it out',
      );
}

function readName(node: XmlNode, what: string, context: PifuContext) {
  const name = child(node, 'name');
  const parts = child(name, 'n');
  const fullName = textOf(name, 'fn');
  const familyName = textOf(parts, 'family');
  const givenName = textOf(parts, 'given');
  const missing = [
    ...(familyName === undefined ? ['family name'] : []),
    ...(givenName === undefined ? ['given name'] : []),
  ];
  if (missing.length > 0) {
    const done = fullName ? 'the person was kept with the formatted name' : 'the person was kept with what there is';
    context.report(node.line, 'missing-name', `${what} has no ${missing.join(' and no ')}`, 'a name has both', done);
  }
  for (const text of [fullName, familyName, givenName]) checkLength(text, 256, node.line, `${what}: the name`, context);
  if ([fullName, familyName, givenName].some((text) => text !== undefined && looksGarbled(text)))
    context.report(
      node.line,
      'garbled-text',
      `${what}: the name has signs such as "Ã¸" for "ø"`,
      'the source system has saved text in the wrong encoding',
      'kept as it is; mend it in the source system',
    );
  return present({ fullName, familyName, givenName });
}

function readGender(demographics: XmlNode | undefined, what: string, { report }: PifuContext) {
  const gender = textOf(demographics, 'gender');
  if (gender === '1') return 'female';
  if (gender === '2') return 'male';
  if (gender !== undefined && gender !== '0')
    report(
      demographics?.line ?? 0,
      'unknown-code',
      `${what}: gender "${gender.slice(0, 20)}"`,
      'PIFU-IMS has 0, 1 and 2',
      'left empty',
    );
  return undefined;
}

function readPersonEmail(node: XmlNode, extension: XmlNode | undefined, what: string, { report }: PifuContext) {
  const element =
    child(node, 'email') ??
    ofType(extension, 'pifu_email', 'personEmailPrivate')[0] ??
    ofType(extension, 'pifu_email', 'personEmailAtOrg')[0];
  return readEmail(element?.text, element?.line ?? 0, `${what}: e-mail`, report);
}

/** The main number first (teltype 1 voice, 3 mobile), then the private one, then the one at work; fax never. */
function readPhones(node: XmlNode, extension: XmlNode | undefined, what: string, { report }: PifuContext) {
  const pick = (telType: string, ...types: readonly string[]) => {
    const element =
      children(node, 'tel').find((tel) => tel.attributes.teltype === telType) ??
      types.flatMap((type) => ofType(extension, 'pifu_tel', type))[0];
    return readPhone(element?.text, element?.line ?? 0, `${what}: telephone`, report);
  };
  return {
    mobile: pick('3', 'personMobilePrivate', 'personMobileAtOrg'),
    phone: pick('1', 'personTelephonePrivate', 'personTelephoneAtOrg'),
  };
}

function readAddress(address: XmlNode | undefined): RosterAddress | undefined {
  const pobox = textOf(address, 'pobox');
  const box = pobox && /^\d+$/.test(pobox) ? `Postboks ${pobox}` : pobox;
  const streets = children(address, 'street').map((street) => readText(street.text));
  const lines = [textOf(address, 'extadd'), ...streets, box].filter((line) => line !== undefined);
  const rest = present({
    postalCode: textOf(address, 'pcode'),
    locality: textOf(address, 'locality'),
    country: textOf(address, 'country'),
  });
  return lines.length === 0 && Object.keys(rest).length === 0 ? undefined : { lines, ...rest };
}

function readPupilStatus(extension: XmlNode | undefined, what: string, { report }: PifuContext) {
  const element = ofType(extension, 'pifu_status', 'pupilStatus')[0];
  const written = readText(element?.text);
  const status = written === undefined ? undefined : pupilStatusValues[written];
  if (written !== undefined && status === undefined)
    report(
      element?.line ?? 0,
      'unknown-code',
      `${what}: pupil status "${written.slice(0, 40)}"`,
      'PIFU-IMS does not have it',
      'left empty',
    );
  return status;
}

function readContacts(extension: XmlNode | undefined, what: string, context: PifuContext): readonly RosterContact[] {
  return children(extension, 'pifu_hasContactPerson').flatMap((element): readonly RosterContact[] => {
    const personId = readSourcedId(child(element, 'sourcedid'), context);
    const { type } = element.attributes;
    const { line } = element;
    if (personId === undefined) {
      context.report(
        line,
        'missing-id',
        `${what}: a contact person without an id`,
        'a contact refers to a person',
        'left out',
      );
      return [];
    }
    if (type !== 'guardian' && type !== 'nextOfKin') {
      const written = `${what}: contact type "${(type ?? '').slice(0, 40)}"`;
      context.report(line, 'unknown-code', written, 'PIFU-IMS has guardian and nextOfKin', 'the contact was left out');
      return [];
    }
    return [{ personId, relation: type === 'guardian' ? 'guardian' : 'next-of-kin' }];
  });
}
