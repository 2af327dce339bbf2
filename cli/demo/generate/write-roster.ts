import { schoolYearOf } from './dates.ts';
import type { Address, Group, GroupKind, Membership, MunicipalityModel, RosterPerson, Unit } from './model.ts';
import { formattedName } from './names.ts';
import { gradeLevelCode } from './subjects.ts';

const namespace = 'http://pifu.no/xsd/pifu-ims_sas/pifu-ims_sas-v1';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const text = (value: string | number) => String(value).replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);

/** The municipality's roster as PIFU-IMS 1.3 `full`, as a school-administration system exports it. */
export function writeRoster(model: MunicipalityModel): string {
  const source = text(model.profile.datasource);
  const sourcedid = (id: string) => `<sourcedid><source>${source}</source><id>${text(id)}</id></sourcedid>`;
  const lines: string[] = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<enterprise xmlns="${namespace}">`,
    '<properties lang="nb">',
    `<datasource>${source}</datasource>`,
    `<target>oppvekst-hub@${text(model.profile.realm)}</target>`,
    '<type>full</type>',
    `<datetime>${model.today}T03:00:00</datetime>`,
    '</properties>',
  ];
  const localIds = new Map(model.people.map((person) => [person.person.nationalId, person.localId]));
  for (const person of model.people) lines.push(personElement(person, { sourcedid, localIds }));
  lines.push(ownerElement(model, sourcedid));
  for (const unit of model.units) lines.push(unitElement(unit, model, sourcedid));
  for (const group of model.groups) lines.push(groupElement(group, sourcedid));
  const containers = [
    model.profile.ownerLocalId,
    ...model.units.map((unit) => unit.localId),
    ...model.groups.map((group) => group.localId),
  ];
  const byContainer = Map.groupBy(model.memberships, (membership) => membership.container);
  for (const container of containers) {
    const members = byContainer.get(container);
    if (!members) continue;
    lines.push(`<membership>${sourcedid(container)}`);
    for (const roles of Map.groupBy(members, (member) => member.nationalId).values())
      lines.push(memberElement(roles, { sourcedid, localIds }));
    lines.push('</membership>');
  }
  lines.push('</enterprise>', '');
  return lines.join('\n');
}

interface Ids {
  readonly sourcedid: (id: string) => string;
  readonly localIds: ReadonlyMap<string, string>;
}

const addressElement = (address: Address) =>
  `<adr><street>${text(address.street)} ${address.number}</street><locality>${text(address.postalPlace)}</locality>` +
  `<pcode>${address.postalCode}</pcode></adr>`;

function personElement(entry: RosterPerson, ids: Ids): string {
  const { person, child, adult, feideName, address } = entry;
  const userids: [string, string][] = [];
  // Guardians carry name, phone and e-mail alone: the roster says nothing of who they are in Folkeregisteret.
  if (entry.kind !== 'guardian')
    userids.push(['personNIN', person.nationalId], ['sisID', `OID${entry.localId.slice(3)}`]);
  if (entry.kind === 'staff') userids.push(['workforceID', `9${entry.localId.slice(3).padStart(6, '0')}`]);
  if (feideName) userids.push(['feideID', feideName]);
  const parts = [
    '<person>',
    ids.sourcedid(entry.localId),
    ...userids.map(([type, value]) => `<userid useridtype="${type}">${text(value)}</userid>`),
    `<name><fn>${text(formattedName(person.name))}</fn>`,
    `<n><family>${text(person.name.family)}</family><given>${text(person.name.given)}</given></n></name>`,
  ];
  if (entry.kind !== 'guardian')
    parts.push(
      `<demographics><gender>${person.gender === 'female' ? 1 : 2}</gender><bday>${person.birthDate}</bday></demographics>`,
    );
  if (adult) parts.push(`<email>${text(adult.email)}</email><tel teltype="3">${adult.phone}</tel>`);
  if (entry.kind === 'staff' && feideName) parts.push(`<email>${text(feideName)}</email>`);
  if (address) parts.push(addressElement(address));
  if (child) {
    const language =
      child.level >= 1
        ? `<pifu_preferredLanguage source="ISO 639-1">${child.writtenForm}</pifu_preferredLanguage>`
        : '';
    const guardians = (entry.guardians ?? []).map(
      (id) =>
        `<pifu_hasContactPerson type="guardian">${ids.sourcedid(ids.localIds.get(id) ?? '')}</pifu_hasContactPerson>`,
    );
    parts.push(
      '<extension><pifu_status type="activeInactive">aktiv</pifu_status>',
      `${language}<pifu_nativeTongue source="ISO 639-1">${child.nativeLanguage}</pifu_nativeTongue>`,
      ...guardians,
      '</extension>',
    );
  }
  parts.push('</person>');
  return parts.join('');
}

const idExtension = (type: string, value: string, scope: string, unique: 0 | 1) =>
  `<pifu_id type="${type}"><pifu_value>${text(value)}</pifu_value><pifu_scope>${scope}</pifu_scope>` +
  `<pifu_unique>${unique}</pifu_unique></pifu_id>`;
const nameExtension = (type: string, value: string) =>
  `<pifu_name type="${type}"><pifu_value>${text(value)}</pifu_value></pifu_name>`;
const organisation = (level: 1 | 2, name: string) =>
  `<grouptype><scheme>pifu-ims-go-org</scheme><typevalue level="${level}">${level === 1 ? 'skoleeier' : 'skole'}</typevalue></grouptype>` +
  `<description><short>${text(name)}</short></description>`;
const parent = (id: string, label: string) =>
  `<relationship relation="1">${id}<label>${text(label)}</label></relationship>`;

function ownerElement({ profile }: MunicipalityModel, sourcedid: Ids['sourcedid']): string {
  const name = profile.legalName;
  return [
    `<group>${sourcedid(profile.ownerLocalId)}${organisation(1, name)}`,
    parent(sourcedid(profile.ownerLocalId), name),
    '<extension>',
    idExtension('organizationNumber', profile.organisationNumber, 'Enhetsregisteret', 1),
    idExtension('domainName', profile.realm, '.no', 1),
    ...(profile.municipalityNumber === null
      ? []
      : [idExtension('municipalityNumber', profile.municipalityNumber, 'SSB', 0)]),
    idExtension('countyNumber', profile.countyNumber, 'SSB', 0),
    nameExtension('legalName', name),
    '</extension></group>',
  ].join('');
}

const schoolTypes = (unit: Unit): readonly string[] => {
  if (unit.kind !== 'school') return [unit.kind === 'sfo' ? 'sfo' : 'barnehage'];
  return [
    ...(unit.levels.includes(1) ? ['barneskole'] : []),
    ...(unit.levels.includes(10) ? ['ungdomsskole'] : []),
    ...(unit.levels.includes(11) ? ['videregående'] : []),
  ];
};

function unitElement(unit: Unit, { profile }: MunicipalityModel, sourcedid: Ids['sourcedid']): string {
  return [
    `<group>${sourcedid(unit.localId)}${organisation(2, unit.name)}`,
    parent(sourcedid(profile.ownerLocalId), profile.legalName),
    '<extension>',
    idExtension('organizationNumber', unit.organisationNumber, 'Enhetsregisteret', 1),
    nameExtension('name', unit.name),
    `<pifu_email type="orgEmail">post@${unit.emailDomain}</pifu_email>`,
    `<pifu_adr type="orgVisitorAddress">${addressElement(unit.address)}</pifu_adr>`,
    ...schoolTypes(unit).map((type) => `<pifu_schoolType>${type}</pifu_schoolType>`),
    '</extension></group>',
  ].join('');
}

/** The level numbers of the scheme pifu-ims-go-grp, in the order of its list. */
const groupLevels: Readonly<Record<GroupKind, number>> = {
  basisgruppe: 1,
  undervisningsgruppe: 2,
  kontaktlærergruppe: 3,
  trinn: 4,
  språkopplæring: 9,
  sfo: 15,
};

function groupElement(group: Group, sourcedid: Ids['sourcedid']): string {
  const year = schoolYearOf(group.from);
  const period = `${year}/${year + 1}`;
  const { kind, unit, subject, level } = group;
  const codes: string[] = [];
  if (subject) {
    codes.push(idExtension('grepCode', `http://psi.udir.no/kl06/${subject.curriculum}`, 'grep', 0));
    codes.push(idExtension('grepCodeShortForm', subject.code, 'grep', 0));
  }
  if (level !== undefined && (subject || kind === 'trinn'))
    codes.push(
      idExtension('grepCodeGradeLevel', `http://psi.udir.no/laereplan/aarstrinn/${gradeLevelCode(level)}`, 'grep', 0),
    );
  return [
    `<group>${sourcedid(group.localId)}`,
    `<grouptype><scheme>pifu-ims-go-grp</scheme><typevalue level="${groupLevels[kind]}">${kind}</typevalue></grouptype>`,
    `<description><short>${text(group.shortName)}</short><long>${text(group.longName)}</long></description>`,
    `<timeframe><begin restrict="0">${group.from}</begin><end restrict="0">${group.to}</end><adminperiod>${period}</adminperiod></timeframe>`,
    parent(sourcedid(unit.localId), unit.name),
    codes.length > 0 ? `<extension>${codes.join('')}</extension>` : '',
    '</group>',
  ].join('');
}

function memberElement(roles: readonly Membership[], { sourcedid, localIds }: Ids): string {
  const written = roles.map(({ role, subrole, from, to, primary }) => {
    const end = to === undefined ? '' : `<end>${to}</end>`;
    const relation =
      primary === undefined
        ? ''
        : `<extension><pifu_primaryRelation>${primary ? 1 : 0}</pifu_primaryRelation></extension>`;
    return (
      `<role roletype="${role}">${subrole ? `<subrole>${subrole}</subrole>` : ''}<status>1</status><datetime>${from}</datetime>` +
      `<timeframe><begin>${from}</begin>${end}</timeframe>${relation}</role>`
    );
  });
  const person = localIds.get(roles[0]?.nationalId ?? '') ?? '';
  return `<member>${sourcedid(person)}<idtype>1</idtype>${written.join('')}</member>`;
}
