import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { describe, expect, it } from 'vitest';
import { isOrganisationNumber, readNationalId } from '#contracts/identifiers.ts';
import { feideDirectory } from './feide-directory.ts';
import { folkeregisterDocuments } from './folkeregister-documents.ts';
import { generateMunicipality } from './generate-municipality.ts';
import type { MunicipalityModel } from './model.ts';
import { staffRecordings } from './staff-recordings.ts';
import { writeRoster } from './write-roster.ts';

const options = { seed: 'test', schoolYear: 2026, today: '2026-11-20' } as const;
const ringsaker = generateMunicipality({ name: 'Ringsaker', ...options });
const sarpsborg = generateMunicipality({ name: 'Sarpsborg', ...options });
const rosters = { Ringsaker: writeRoster(ringsaker), Sarpsborg: writeRoster(sarpsborg) };
const both = [ringsaker, sarpsborg] as const;

const schema = fileURLToPath(new URL('../../../../shared/standards/pifu/PIFU-IMS_SAS.xsd', import.meta.url));
const pupils = (model: MunicipalityModel) =>
  model.people.filter(({ child }) => child !== undefined && child.level >= 1);
const units = (model: MunicipalityModel, kind: string) => model.units.filter((unit) => unit.kind === kind);
const enrolment = (model: MunicipalityModel, nationalId: string) =>
  model.memberships.find((one) => one.nationalId === nationalId && one.role === '01' && one.primary);

describe('the generated municipalities', () => {
  it('have the size of a real one: 3,000 pupils in 25 schools, and a smaller one', () => {
    expect(units(ringsaker, 'school')).toHaveLength(25);
    expect(units(sarpsborg, 'school')).toHaveLength(12);
    expect(pupils(ringsaker).length).toBeGreaterThan(2800);
    expect(pupils(ringsaker).length).toBeLessThan(3300);
    expect(pupils(sarpsborg).length).toBeGreaterThan(1350);
    expect(pupils(sarpsborg).length).toBeLessThan(1650);
    for (const model of both) {
      expect(units(model, 'sfo').length).toBeGreaterThan(5);
      expect(units(model, 'kindergarten').length).toBeGreaterThanOrEqual(3);
    }
  });

  it('give the same bytes for the same seed, and other people for another', () => {
    expect(writeRoster(generateMunicipality({ name: 'Sarpsborg', ...options }))).toBe(rosters.Sarpsborg);
    const other = generateMunicipality({ name: 'Sarpsborg', ...options, seed: 'another' });
    expect(writeRoster(other)).not.toBe(rosters.Sarpsborg);
    expect(other.movers[0]?.nationalId).not.toBe(sarpsborg.movers[0]?.nationalId);
  });

  it('have synthetic people only, each with a national id of their own that fits their birth date', () => {
    const movers = new Set(ringsaker.movers.map((mover) => mover.nationalId));
    const seen = new Map<string, string>();
    for (const model of both) {
      const people = [
        ...model.people.filter(({ kind }) => kind === 'staff').map(({ person }) => person),
        ...model.families.flatMap((family) => [...family.children, ...family.adults]),
      ];
      for (const person of people) {
        const reading = readNationalId(person.nationalId);
        expect(reading).toMatchObject({ valid: true, synthetic: true, birthDate: person.birthDate });
        const owner = JSON.stringify([person.name, person.birthDate]);
        expect(seen.get(person.nationalId) ?? owner).toBe(owner);
        seen.set(person.nationalId, owner);
      }
      for (const unit of model.units) expect(isOrganisationNumber(unit.organisationNumber)).toBe(true);
      expect(isOrganisationNumber(model.profile.organisationNumber)).toBe(true);
    }
    expect(new Set(both.flatMap((model) => model.units.map((unit) => unit.organisationNumber))).size).toBe(
      ringsaker.units.length + sarpsborg.units.length,
    );
    expect([...movers].every((id) => seen.has(id))).toBe(true);
  });

  it.skipIf(!existsSync(schema)).each(['Ringsaker', 'Sarpsborg'] as const)(
    'write a roster of %s that PIFU-IMS 1.3 accepts',
    (name) => {
      using xsd = XmlDocument.fromBuffer(readFileSync(schema));
      using validator = XsdValidator.fromDoc(xsd);
      using roster = XmlDocument.fromBuffer(Buffer.from(rosters[name]));
      expect(() => validator.validate(roster)).not.toThrow();
    },
  );

  it('say nothing of who guardians are in Folkeregisteret, and no address of a graded child, in the roster', () => {
    for (const model of both) {
      const numbers = new Set(rosters[model.profile.name as keyof typeof rosters].match(/\b\d{11}\b/g));
      const staff = new Set(model.people.filter(({ kind }) => kind === 'staff').map(({ person }) => person.nationalId));
      for (const { adults, children } of model.families) {
        expect(adults.filter(({ nationalId }) => numbers.has(nationalId) && !staff.has(nationalId))).toEqual([]);
        for (const child of children.filter(({ grading }) => grading !== 'ugradert')) {
          const entry = model.people.find(({ person }) => person.nationalId === child.nationalId);
          expect(entry).toBeDefined();
          expect(entry?.address).toBeUndefined();
        }
      }
    }
  });

  it('name people as Norway does', () => {
    const names = ringsaker.people.map(({ person }) => `${person.name.given} ${person.name.family}`);
    for (const wanted of [/[æøåÆØÅ]/, /[čđžŋšŧ]/, /-/, /Nguyễn|Trần/, /ski|wicz|Nowak/, /enko/, /Al-/, /\w+ \w+ \w+/])
      expect(
        names.some((name) => wanted.test(name)),
        String(wanted),
      ).toBe(true);
  });
});

describe('the movers', () => {
  it('are the same children in both municipalities, in story order, with at least twenty ordinary ones', () => {
    expect(sarpsborg.movers).toEqual(ringsaker.movers);
    expect(ringsaker.movers.slice(0, 4).map(({ kind }) => kind)).toEqual([
      'main',
      'graded-6-sibling',
      'fifteen',
      'graded-7',
    ]);
    expect(ringsaker.movers.filter(({ kind }) => kind === 'ordinary').length).toBeGreaterThanOrEqual(20);
  });

  it('have been pupils in Ringsaker and start in Sarpsborg on a day that has come', () => {
    for (const mover of ringsaker.movers) {
      expect(enrolment(ringsaker, mover.nationalId)?.from.localeCompare('2026-08-31')).toBe(-1);
      expect(enrolment(sarpsborg, mover.nationalId)?.from).toBe(mover.startsOn);
      expect(mover.startsOn <= options.today && mover.movedOn < mover.startsOn).toBe(true);
    }
  });

  it.each(['2026-08-24', '2026-11-20', '2027-01-04', '2027-05-31'])(
    'have a fifteen-year-old who is fifteen on %s',
    (today) => {
      const model = generateMunicipality({ name: 'Sarpsborg', seed: 'test', schoolYear: 2026, today });
      const mover = model.movers.find(({ kind }) => kind === 'fifteen');
      const born = readNationalId(mover?.nationalId ?? '').birthDate ?? '';
      const age = Number(today.slice(0, 4)) - Number(born.slice(0, 4)) - (today.slice(5) < born.slice(5) ? 1 : 0);
      expect(age).toBe(15);
    },
  );

  it('include a half-sibling on a secret address who shares the father but not the home of the main child', () => {
    const [main, sibling] = ['main', 'graded-6-sibling'].map((kind) => {
      const id = ringsaker.movers.find((mover) => mover.kind === kind)?.nationalId;
      return ringsaker.families.flatMap((family) => family.children).find((child) => child.nationalId === id);
    });
    const father = main?.parents.find(({ role }) => role === 'far')?.nationalId;
    expect(sibling?.parents.map(({ nationalId }) => nationalId)).toContain(father);
    expect(sibling?.responsibility.map(({ holder }) => holder)).not.toContain(father);
    expect(sibling?.grading).toBe('strengtFortrolig');
    expect(main?.responsibility.map(({ kind }) => kind)).toEqual(['felles', 'felles']);
    expect(sibling?.residences.at(-1)?.address).not.toEqual(main?.residences.at(-1)?.address);
  });

  it('have ten to twenty recordings each by the school they leave, none by the school they came to', () => {
    const recordings = staffRecordings(ringsaker);
    for (const mover of ringsaker.movers) {
      const count = recordings.filter((one) => one.childNationalId === mover.nationalId).length;
      expect(count).toBeGreaterThanOrEqual(10);
      expect(count).toBeLessThanOrEqual(20);
    }
    const main = recordings.filter((one) => one.childNationalId === ringsaker.movers[0]?.nationalId);
    expect([...new Set(main.map(({ kind }) => kind))].toSorted()).toEqual([
      'absence',
      'assessment',
      'attendance-total',
      'belief-exemption',
      'decision',
      'health-note',
      'message',
      'own-work',
      'plan',
      'school-environment-case',
      'written-language-form',
    ]);
    const newSchool = new Set(staffRecordings(sarpsborg).map((one) => one.childNationalId));
    expect(sarpsborg.movers.some((mover) => newSchool.has(mover.nationalId))).toBe(false);
    expect(newSchool.size).toBeGreaterThan(10);
    expect(new Set(recordings.map(({ id }) => id)).size).toBe(recordings.length);
    expect(recordings.every(({ recordedOn }) => recordedOn <= options.today)).toBe(true);
  });
});

describe('the other sources', () => {
  it('give Folkeregisteret the same people the roster has, with foreldreansvar on both sides', () => {
    const { personer, hendelser } = folkeregisterDocuments(ringsaker);
    const byId = new Map(
      personer.map((document) => [document.identifikasjonsnummer[0]?.foedselsEllerDNummer, document]),
    );
    expect(byId.size).toBe(personer.length);
    for (const { child } of ringsaker.people) if (child) expect(byId.has(child.nationalId)).toBe(true);
    for (const child of ringsaker.families.flatMap((family) => family.children))
      for (const { holder } of child.responsibility)
        expect(JSON.stringify(byId.get(holder ?? '')?.foreldreansvar)).toContain(child.nationalId);
    expect(hendelser.map(({ sekvensnummer }) => sekvensnummer)).toEqual(hendelser.map((_, index) => index + 1));
    for (const mover of ringsaker.movers)
      expect(hendelser.some(({ hendelse }) => hendelse.folkeregisteridentifikator === mover.nationalId)).toBe(true);
  });

  it('give Feide groups whose members have accounts, and the newcomers an account without a school', () => {
    const directory = feideDirectory(sarpsborg);
    const ids = new Set(directory.groups.map(({ id }) => id));
    expect(ids.size).toBe(directory.groups.length);
    expect(Object.keys(directory.members).every((id) => ids.has(id))).toBe(true);
    const newcomer = sarpsborg.people.find(({ person }) => person.nationalId === sarpsborg.movers[0]?.nationalId);
    const memberOf = Object.entries(directory.members).filter(([, members]) =>
      members.some(({ userid_sec }) => userid_sec.includes(`feide:${newcomer?.feideName}`)),
    );
    expect(memberOf.map(([id]) => id)).toEqual(['fc:org:sarpsborg.kommune.no']);
  });
});
