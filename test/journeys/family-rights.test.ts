import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addExport } from '#cli/commands/export.ts';
import { serveControl } from '#cli/control/control-socket.ts';
import { castSubject, hubFolderOf } from '#cli/demo/demo-folder.ts';
import { beginJourney, childAt, type Journey } from '#test/support/journey.ts';
import { colleagueAtSchool } from '#test/support/look-inside.ts';
import type { MutationResult, PersonGraph } from '#test/support/person-graph.ts';
import { until } from '#test/support/until.ts';

let journey: Journey;
let childId: string;
let mother: PersonGraph;
let father: PersonGraph;
let rektor: PersonGraph;
beforeAll(async () => {
  journey = await beginJourney();
  childId = (await childAt(journey.sending, journey.mover('main'))).id;
  mother = journey.as('ringsaker', 'mother');
  father = journey.as('ringsaker', 'father');
  rektor = journey.as('ringsaker', 'rektor', 'education');
}, 120_000);
afterAll(() => journey.end());

interface Entry {
  readonly id: string;
  readonly text: string;
  readonly own: boolean;
  readonly capacity: string | null;
  readonly questions: ReadonlyArray<{ readonly answer: string | null }>;
}
const log = `query ($id: ID!) { pupil(id: $id) { accessLog(first: 100) { edges { node { id text own capacity questions { answer } } } } } }`;
async function entriesFor(reader: PersonGraph): Promise<readonly Entry[]> {
  const { pupil } = await reader.ask<{ pupil: { accessLog: { edges: ReadonlyArray<{ node: Entry }> } } }>(log, {
    id: childId,
  });
  return pupil.accessLog.edges.map(({ node }) => node);
}

describe('the family sees who has looked', () => {
  let asked: Entry;

  it('in one sentence: the head at the school, what was seen, and why', async () => {
    await rektor.ask('query ($id: ID!) { pupil(id: $id) { healthNotes { text } } }', {
      id: childId,
    });
    const found = (await entriesFor(mother)).find(({ capacity }) => capacity === 'LEADER');
    if (!found) throw new Error('the head is not on the log');
    expect(found.text).toMatch(/^Leder ved .+ så .*helse og allergi.*, for å følge opp opplæringen\.$/);
    asked = found;
  });

  it('and not what the other parent has looked at', async () => {
    await father.ask('query ($id: ID!) { pupil(id: $id) { givenName } }', { id: childId });
    const ofMother = await entriesFor(mother);
    expect(ofMother.filter(({ own, capacity }) => !own && capacity === 'PARENT')).toEqual([]);
    expect((await entriesFor(father)).some(({ own }) => own)).toBe(true);
  });

  it('and asks; whoever answers for the child does so, but not for what they looked at themselves', async () => {
    const ask = `mutation ($input: AskAboutAccessInput!) { result: askAboutAccess(input: $input) { question { id } userErrors { code message } } }`;
    const { question, userErrors } = await mother.act<MutationResult & { readonly question: { readonly id: string } }>(
      ask,
      { childId, entryId: asked.id, question: 'Hvorfor så du på helse?' },
    );
    expect(userErrors).toEqual([]);
    const answer = `mutation ($input: AnswerAccessQuestionInput!) { result: answerAccessQuestion(input: $input) { userErrors { code message } } }`;
    const input = { questionId: question.id, answer: 'Det var før turen.' };
    expect((await rektor.act(answer, input)).userErrors).toMatchObject([{ code: 'OWN_LOOK_UP' }]);
    expect((await journey.sending.act(answer, input)).userErrors).toEqual([]);
    expect((await entriesFor(mother)).find(({ id }) => id === asked.id)?.questions).toEqual([
      { answer: 'Det var før turen.' },
    ]);
  });
});

describe('a teacher of another class opens the record with a reason', () => {
  let teacher: PersonGraph;
  let openingId: string;
  const health = 'query ($id: ID!) { pupil(id: $id) { healthNotes { text } plans { title } } }';
  const told = `query ($id: ID!) { pupil(id: $id) { recordOpenings { reason finding } } }`;
  const openings = async (reader: PersonGraph) =>
    (
      await reader.ask<{ pupil: { recordOpenings: ReadonlyArray<{ reason: string; finding: string | null }> } }>(told, {
        id: childId,
      })
    ).pupil.recordOpenings;
  const capacities = async () => (await entriesFor(mother)).map(({ capacity }) => capacity);

  it('who saw nothing before, sees what was opened and no more, and is on the log as that', async () => {
    const feideId = await colleagueAtSchool(journey, childId, 'ringsaker');
    teacher = journey.as('ringsaker', { kind: 'feide', feideId }, 'education');
    expect((await teacher.answerTo<{ pupil: unknown }>(health, { id: childId })).data).toEqual({ pupil: null });
    const open = `mutation ($input: OpenRecordInput!) { result: openRecord(input: $input) { openingId userErrors { code message } } }`;
    const opened = await teacher.act<MutationResult & { readonly openingId: string }>(open, {
      childId,
      categories: ['health'],
      reason: 'Ble dårlig i friminuttet, vi måtte vite om medisin',
    });
    expect(opened.userErrors).toEqual([]);
    openingId = opened.openingId;
    const { data } = await teacher.answerTo<{ pupil: { healthNotes: unknown[]; plans: unknown } }>(health, {
      id: childId,
    });
    expect(data?.pupil.healthNotes.length).toBeGreaterThan(0);
    expect(data?.pupil.plans).toBeNull();
    const entry = (await entriesFor(mother)).find(({ capacity }) => capacity === 'OPENED_RECORD');
    expect(entry?.text).toMatch(/^Ansatt som åpnet med en begrunnelse .*ved .+ så .*helse og allergi/);
  });

  it('the head is told, looks at it and says what was found; the family reads both', async () => {
    const list = '{ recordOpenings(awaiting: true) { edges { node { id reviewBy } } } }';
    const { recordOpenings } = await rektor.ask<{
      recordOpenings: { edges: ReadonlyArray<{ node: { id: string; reviewBy: string } }> };
    }>(list);
    expect(recordOpenings.edges.map(({ node }) => node.id)).toEqual([openingId]);
    const review = `mutation ($input: ReviewOpeningInput!) { result: reviewOpening(input: $input) { userErrors { code message } } }`;
    const input = { childId, openingId, finding: 'Det var nødvendig' };
    expect((await rektor.act(review, input)).userErrors).toEqual([]);
    expect(await openings(mother)).toEqual([
      { reason: 'Ble dårlig i friminuttet, vi måtte vite om medisin', finding: 'Det var nødvendig' },
    ]);
  });

  it('and what the head exempts is in neither the list nor the log, until its day has passed', async () => {
    const exempt = `mutation ($input: ExemptOpeningInput!) { result: exemptOpening(input: $input) { userErrors { code message } } }`;
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo' }).format(journey.clock.now());
    const keep = { childId, openingId, letter: 'B', reason: 'Politiet ber om det i sak 2026/12', until: today };
    expect(await capacities()).toContain('OPENED_RECORD');
    expect((await rektor.act(exempt, keep)).userErrors).toEqual([]);
    expect(await openings(mother)).toEqual([]);
    expect(await capacities()).not.toContain('OPENED_RECORD');
    expect(await capacities()).toContain('LEADER');
  });
});

interface Export {
  readonly id: string;
  readonly state: string;
  readonly problem: string | null;
}
const exportsOf = `query ($id: ID!) { pupil(id: $id) { dataExports { id state problem } } }`;
const newest = async (reader: PersonGraph) =>
  (await reader.ask<{ pupil: { dataExports: readonly Export[] } }>(exportsOf, { id: childId })).pupil.dataExports[0];
const collect = `mutation ($input: CollectExportInput!) { collectExport(input: $input) { file { json html } userErrors { code } } }`;
interface Collected {
  readonly collectExport: {
    readonly file: { readonly json: string; readonly html: string } | null;
    readonly userErrors: ReadonlyArray<{ readonly code: string }>;
  };
}
const get = (reader: PersonGraph, exportId: string) => reader.ask<Collected>(collect, { input: { exportId } });

describe('the family gets all that is held of the child', () => {
  let exportId: string;

  it('asks for it, and a person looks through it first', async () => {
    const request = `mutation ($input: RequestExportInput!) { result: requestExport(input: $input) { export { id } userErrors { code message } } }`;
    const { export: made } = await mother.act<MutationResult & { readonly export: { readonly id: string } }>(request, {
      childId,
      language: 'NN',
    });
    exportId = made.id;
    await until('the export is made', async () => (await newest(mother))?.state === 'MADE');
    expect((await get(mother, exportId)).collectExport).toEqual({ file: null, userErrors: [{ code: 'NOT_SCREENED' }] });
  });

  it('the head sees of it what the head may see, and holds a section back with a reason', async () => {
    const queue = '{ exportsToScreen { edges { node { id sections { name category content } } } } }';
    const { exportsToScreen } = await rektor.ask<{
      exportsToScreen: {
        edges: ReadonlyArray<{
          node: { id: string; sections: ReadonlyArray<{ name: string; category: string; content: string | null }> };
        }>;
      };
    }>(queue);
    const sections = exportsToScreen.edges.find(({ node }) => node.id === exportId)?.node.sections ?? [];
    const named = (name: string) => sections.find((section) => section.name === name);
    expect(named('school-administration.healthNotes')?.content).toContain('title');
    expect(named('data-sharing.accessLog')?.content).toBeNull();
    const screen = `mutation ($input: ScreenExportInput!) { result: screenExport(input: $input) { userErrors { code message } } }`;
    const hold = (section: string, reason: string) => rektor.act(screen, { exportId, holdBack: [{ section, reason }] });
    expect((await hold('school-administration.none', 'A good reason')).userErrors).toMatchObject([
      { code: 'UNKNOWN_SECTION' },
    ]);
    expect((await hold('school-administration.ownWork', ' ')).userErrors).toMatchObject([{ code: 'REASON' }]);
    expect((await hold('school-administration.ownWork', 'Det er ikkje ferdig retta')).userErrors).toEqual([]);
  });

  it('and gets it as JSON and as a page in her language, with what is withheld and why, and nobody else does', async () => {
    await expect(get(father, exportId)).rejects.toThrow();
    const { file } = (await get(mother, exportId)).collectExport;
    if (!file) throw new Error('nothing was given');
    const document = JSON.parse(file.json);
    const section = (name: string) => document.sections.find((one: { field: string }) => one.field === name);
    expect(section('givenName').content).toBe((await childAt(journey.sending, journey.mover('main'))).givenName);
    expect(section('healthNotes').content[0].text).toEqual(expect.any(String));
    expect(section('accessLog').content.length).toBeGreaterThan(0);
    expect(section('ownWork')).toBeUndefined();
    expect(document.heldBack).toEqual([
      {
        section: 'school-administration.ownWork',
        reason: 'Det er ikkje ferdig retta',
        legalBasis: 'personopplysningsloven § 16',
      },
    ]);
    expect(document.withheld).toContainEqual(expect.objectContaining({ field: 'rights', category: 'rights' }));
    expect(document.keptApart).toContainEqual(expect.objectContaining({ field: 'Guardian.email' }));
    expect(document.categories.find(({ id }: { id: string }) => id === 'health')).toMatchObject({
      label: 'Helse og allergi',
      legalBasis: expect.stringContaining('§'),
      sources: ['school-administration'],
    });
    expect(file.html).toContain('<html lang="nn">');
    expect(file.html).toContain('Det du ikkje får her');
    expect(file.html).not.toContain('<script');
    expect((await newest(mother))?.state).toBe('DELIVERED');
    expect(await newest(father)).toBeUndefined();
  });

  it('and has nothing of the other parent in it', async () => {
    const { file } = (await get(mother, exportId)).collectExport;
    const { me } = await father.ask<{ me: { personId: string } }>('{ me { personId } }');
    expect(file?.json).not.toContain(me.personId);
  });
});

describe('a father without an electronic id gets the same at a desk', () => {
  let close: () => Promise<void>;
  const subject = (role: string) => Object.values(castSubject(journey.manifest, 'ringsaker', role))[1] as string;
  const to = () => join(journey.dataFolder, 'for-father');
  const run = (...more: string[]) => {
    const program = new Command().exitOverride();
    addExport(program);
    const who = [
      '--child',
      journey.mover('main').nationalId,
      '--for',
      subject('father'),
      '--identified',
      'Pass, vist i skranken',
    ];
    const where = ['--hub', 'ringsaker', '--data', journey.dataFolder, '--to', to()];
    return program.parseAsync(['export', ...who, ...where, ...more], { from: 'user' });
  };
  const screener = () => ['--screener', subject('rektor')];
  beforeAll(async () => {
    close = await serveControl(journey.hub('ringsaker'), hubFolderOf(journey.dataFolder, 'ringsaker'));
  });
  afterAll(() => close());

  it('a member of staff looks through a draft first, and sees of it what they may see', async () => {
    await expect(run(...screener(), '--screened')).rejects.toThrow(/no draft/);
    await expect(run('--screener', subject('contact-teacher'))).rejects.toThrow(/may not look through/);
    await run(...screener());
    const draft = readFileSync(join(to(), 'draft.html'), 'utf8');
    expect(draft).toContain('school-administration.healthNotes');
    expect(draft).toContain('Du har ikke tilgang til å se dette');
    await expect(run(...screener())).rejects.toThrow(/nothing is overwritten/);
  });

  it('then it is written for him alone, with what is held back and why', async () => {
    await run(...screener(), '--screened', '--hold-back', 'school-administration.ownWork=Det er ikke ferdig rettet');
    const file = join(to(), 'export.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const document = JSON.parse(readFileSync(file, 'utf8'));
    expect(document.heldBack).toEqual([expect.objectContaining({ section: 'school-administration.ownWork' })]);
    expect(document.sections.find(({ field }: { field: string }) => field === 'healthNotes').content).not.toEqual([]);
    expect(readFileSync(join(to(), 'export.html'), 'utf8')).toContain('<html lang="nb">');
  });

  it('and the log says that he saw it, and how he was known', async () => {
    expect((await entriesFor(father)).find(({ own, text }) => own && text.includes('helse'))).toBeDefined();
    const { pupil } = await father.ask<{ pupil: { dataExports: ReadonlyArray<{ attended: string; state: string }> } }>(
      'query ($id: ID!) { pupil(id: $id) { dataExports { attended state } } }',
      { id: childId },
    );
    expect(pupil.dataExports).toEqual([{ attended: 'Pass, vist i skranken', state: 'DELIVERED' }]);
  });

  it('and nobody gets it for a child that is not theirs', async () => {
    const elsewhere = ['--to', join(to(), 'another')];
    const another = ['--child', journey.ordinaryMover(1).nationalId, ...screener(), ...elsewhere];
    await expect(run(...another)).rejects.toThrow(/may not know of it|no such child/i);
  });
});

describe('a message reached the wrong family', () => {
  const secret = 'Et annet barn har epilepsi';
  const incidentFields = `reason text reportBy receivers { certainty openedAt role } report: draftReport letter: draftLetter(language: nn)`;
  interface Incident {
    readonly text: string;
    readonly reportBy: string;
    readonly receivers: ReadonlyArray<{ readonly certainty: string; readonly openedAt: string | null }>;
    readonly report: string;
    readonly letter: string;
  }
  const retract = `mutation ($input: RetractMessageInput!) { result: retractMessage(input: $input) {
    incident { ${incidentFields} } userErrors { code message } } }`;
  const input = () => ({ messageId, reason: 'Skrevet i feil tråd' });
  const threads = `query ($id: ID!) { pupil(id: $id) { threads { edges { node { subject messages { edges { node { id text retractedAt } } } } } } } }`;
  const personOf = async (graph: PersonGraph) =>
    (await graph.ask<{ me: { personId: string } }>('{ me { personId } }')).me.personId;
  let teacher: PersonGraph;
  let messageId: string;

  beforeAll(async () => {
    teacher = journey.as('ringsaker', 'contact-teacher', 'education');
    const send = `mutation ($input: SendMessageInput!) { result: sendMessage(input: $input) { message { id } userErrors { code message } } }`;
    const to = [await personOf(mother), await personOf(father)];
    const { message } = await teacher.act<MutationResult & { readonly message: { readonly id: string } }>(send, {
      childId,
      to,
      subject: 'Epilepsi',
      text: secret,
    });
    messageId = message.id;
  });

  it('one of the two homes opens it; neither of them, and nobody who has nothing to do with it, takes it back', async () => {
    expect(JSON.stringify(await mother.ask(threads, { id: childId }))).toContain(secret);
    const refused = async (id: string) =>
      (await father.answerTo(retract, { input: { ...input(), messageId: id, idempotencyKey: id } })).errors;
    expect(await refused(messageId)).toEqual(await refused('00000000-0000-4000-8000-000000000000'));
  });

  it('the head takes it back: it is closed for all who got it, and kept for the case', async () => {
    const { incident, userErrors } = await rektor.act<MutationResult & { readonly incident: Incident }>(
      retract,
      input(),
    );
    expect(userErrors).toEqual([]);
    expect(incident.text).toBe(secret);
    for (const reader of [mother, father, teacher]) {
      const read = JSON.stringify(await reader.ask(threads, { id: childId }));
      expect(read).toContain('"retractedAt":"20');
      expect(read).not.toContain('pilepsi');
    }
  });

  it('the case says who opened it, and drafts the report and the letter without naming anybody', async () => {
    const ask = `query ($id: ID!) { messageIncident(messageId: $id) { ${incidentFields} } }`;
    const { messageIncident: incident } = await rektor.ask<{ messageIncident: Incident }>(ask, { id: messageId });
    expect(incident.receivers).toEqual([
      { certainty: 'SHOWN', openedAt: expect.any(String), role: 'GUARDIAN' },
      { certainty: 'NOT_OPENED', openedAt: null, role: 'GUARDIAN' },
    ]);
    const { givenName } = await childAt(journey.sending, journey.mover('main'));
    for (const draft of [incident.report, incident.letter])
      for (const unsaid of [secret, givenName, '<script']) expect(draft).not.toContain(unsaid);
    expect(incident.report).toMatch(/artikkel 33.*\d{4}/s);
    expect(incident.letter).toContain('gjekk til feil mottakar');
    expect(incident.letter).toContain('<dd>2</dd>');
    const { messageIncident: none } = await mother.ask<{ messageIncident: null }>(ask, { id: messageId });
    expect(none).toBeNull();
  });
});
