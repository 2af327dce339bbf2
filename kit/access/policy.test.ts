import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isCategoryId, subgraphNames } from '#contracts/categories.ts';
import type { Fact } from '#contracts/facts.ts';
import { policyRoot } from '#test/support/test-subgraph.ts';
import { loadAccessPolicy, readPolicyTexts, validatePolicies } from './policy.ts';
import { createPolicyBook, policyDates } from './policy-book.ts';

const dates = policyDates(policyRoot);
const folderOf = (date: string) => join(policyRoot, date, 'access');
const schemaFiles = subgraphNames
  .map((name) => new URL(`../../subgraphs/${name}/schema.graphql`, import.meta.url))
  .filter((file) => existsSync(file));

describe.each(dates)('the access policy of %s', (date) => {
  const { schema, policies } = readPolicyTexts(folderOf(date));
  const texts = Object.values(policies);
  const named = (type: string) =>
    new Set(
      texts.flatMap((text) => [...text.matchAll(new RegExp(`${type}::"([^"]*)"`, 'g'))].map((match) => match[1] ?? '')),
    );

  it('validates without an error or a warning', () => {
    expect(validatePolicies(schema, policies)).toEqual([]);
  });

  it('cites a paragraph for every rule', () => {
    const without = Object.entries(policies).filter(([, text]) => !/@hjemmel\("[^"]*(§|art\.)[^"]*"\)/.test(text));
    expect(without.map(([id]) => id)).toEqual([]);
  });

  it('speaks of categories of the list alone', () => {
    expect([...named('Category')].filter((id) => !isCategoryId(id))).toEqual([]);
  });

  it('can open every deed that a subgraph’s schema names', () => {
    const used = schemaFiles.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/@deed\(name: "([^"]*)"/g)].map((match) => match[1] ?? ''),
    );
    expect(used.filter((deed) => !named('Deed').has(deed))).toEqual([]);
  });

  it.skipIf(schemaFiles.length < subgraphNames.length)('has no deed that no mutation is', () => {
    const used = new Set(
      schemaFiles.flatMap((file) =>
        [...readFileSync(file, 'utf8').matchAll(/@deed\(name: "([^"]*)"/g)].map((match) => match[1] ?? ''),
      ),
    );
    // What a resolver asks for by name, beside the deed of its mutation.
    const inCode = subgraphSources().join('\n');
    expect([...named('Deed')].filter((deed) => !used.has(deed) && !inCode.includes(`'${deed}'`))).toEqual([]);
  });
});

function subgraphSources(name = ''): string[] {
  const root = new URL(`../../subgraphs/${name}`, import.meta.url).pathname;
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => readFileSync(join(root, file), 'utf8'));
}

describe.each(subgraphNames.filter((name) => schemaFiles.some(({ pathname }) => pathname.includes(`/${name}/`))))(
  'the subgraph %s',
  (name) => {
    it('asks itself for each deed whose child is not named by an argument: the guard cannot', () => {
      const sdl = readFileSync(new URL(`../../subgraphs/${name}/schema.graphql`, import.meta.url), 'utf8');
      const own = new Set([...sdl.matchAll(/@deed\(name: "([^"]*)"\)/g)].map((match) => match[1] ?? ''));
      const code = subgraphSources(name).join('\n');
      expect([...own].filter((deed) => !code.includes(`'${deed}'`))).toEqual([]);
    });
  },
);

describe('a folder of dated policies', () => {
  let root: string;
  const edit = (date: string, file: string, change: (text: string) => string) => {
    const path = join(root, date, 'access', file);
    writeFileSync(path, change(readFileSync(path, 'utf8')));
  };
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'policy-'));
    for (const date of ['2025-08-01', '2026-08-01', '2027-01-01'])
      cpSync(folderOf(dates[0] ?? ''), join(root, date, 'access'), { recursive: true });
    mkdirSync(join(root, '2026-12-01', 'transfer'), { recursive: true });
    mkdirSync(join(root, 'drafts', 'access'), { recursive: true });
    // The middle one opens nothing to the pupil.
    edit('2025-08-01', 'know.cedar', (text) =>
      text.replace('when { context.isPupil };', 'when { context.isPupil && context.childIs18 };'),
    );
  });
  afterAll(() => rmSync(root, { recursive: true }));
  const knows = (policy: ReturnType<typeof loadAccessPolicy>, facts: readonly Fact[]) =>
    policy.decide({
      viewer: 'Person',
      action: 'know',
      resource: { type: 'Child', id: 'child' },
      facts: new Set(facts),
      purpose: null,
    }).allow;

  const causeOf = (work: () => unknown): string => {
    try {
      work();
    } catch (error) {
      const { code, message, cause } = error as { code?: unknown; message: string; cause?: Error };
      expect([code, message]).toEqual(['UNAVAILABLE', expect.stringMatching(/cannot be used, so nothing is shown/)]);
      return cause?.message ?? '';
    }
    return '';
  };

  it('lists those that have an access policy, newest first', () => {
    expect(policyDates(root)).toEqual(['2027-01-01', '2026-08-01', '2025-08-01']);
  });

  it('gives the one in force on a date', () => {
    const book = createPolicyBook(root);
    expect(book('2026-07-31').validFrom).toBe('2025-08-01');
    expect(book('2026-08-01').validFrom).toBe('2026-08-01');
    expect(book('2026-12-31').validFrom).toBe('2026-08-01');
    expect(book('2031-01-01').validFrom).toBe('2027-01-01');
    expect(causeOf(() => book('2025-07-31'))).toMatch(/No access policy is in force on 2025-07-31/);
    expect(book('2026-08-02')).toBe(book('2026-09-02'));
  });

  it('is closed from the day on which a broken set takes effect, says why to its operator alone, and opens when that is mended', () => {
    edit('2027-01-01', 'know.cedar', () => 'permit (everyone)');
    const book = createPolicyBook(root);
    expect(book('2026-12-31').validFrom).toBe('2026-08-01');
    for (let asked = 0; asked < 3; asked += 1)
      expect(causeOf(() => book('2027-01-01'))).toMatch(/know\.cedar is broken/);
    expect(book('2026-12-31').validFrom).toBe('2026-08-01');
    cpSync(folderOf(dates[0] ?? ''), join(root, '2027-01-01', 'access'), { recursive: true });
    expect(createPolicyBook(root)('2027-01-01').validFrom).toBe('2027-01-01');
  });

  it('keeps sets apart: an older one still decides as it says, also one of the same date from another folder', () => {
    const old = loadAccessPolicy(join(root, '2025-08-01', 'access'), '2026-08-01');
    const now = loadAccessPolicy(folderOf('2026-08-01'), '2026-08-01');
    expect([knows(old, ['isPupil']), knows(now, ['isPupil'])]).toEqual([false, true]);
  });

  it.each([
    [
      'a rule that speaks of a fact nobody computes',
      (text: string) => text.replace('context.isPupil', 'context.isPuppet'),
      /isPuppet/,
    ],
    [
      'a rule that can never hold',
      (text: string) => text.replace('when { context.isPupil };', 'when { context.isPupil && false };'),
      /warning/,
    ],
    ['a rule without an id', (text: string) => text.replace('@id("know-oneself")', ''), /has no @id/],
    [
      'two rules of one id',
      (text: string) => text.replace('@id("know-own-child")', '@id("know-oneself")'),
      /Two policies have the id/,
    ],
    ['text that is no rule', () => 'permit (everyone)', /is broken/],
  ])('with %s is refused', (_, change, message) => {
    const folder = join(root, '2027-01-01', 'access');
    cpSync(folderOf(dates[0] ?? ''), folder, { recursive: true });
    edit('2027-01-01', 'know.cedar', change);
    expect(() => loadAccessPolicy(folder, '2027-01-01')).toThrow(message);
  });
});

describe('a question that Cedar cannot answer cleanly', () => {
  const policy = loadAccessPolicy(folderOf(dates[0] ?? ''), dates[0] ?? '');
  const everyOpening: ReadonlySet<Fact> = new Set<Fact>(['isPupil', 'isCaseWorker', 'clearedToKnowPlace']);

  it('is closed: an action that the schema does not have', () => {
    const answer = policy.decide({
      viewer: 'Person',
      action: 'delete',
      resource: { type: 'Child', id: 'child' },
      facts: everyOpening,
      purpose: null,
    });
    expect(answer).toEqual({ allow: false, legalBasis: [] });
  });

  it('is closed: a resource that the action is not for', () => {
    const answer = policy.decide({
      viewer: 'Person',
      action: 'know',
      resource: { type: 'Category', id: 'identity' },
      facts: everyOpening,
      purpose: null,
    });
    expect(answer).toEqual({ allow: false, legalBasis: [] });
  });

  it('is closed: a category or deed that no rule names', () => {
    const ask = (action: string, type: 'Category' | 'Deed') =>
      policy.decide({
        viewer: 'Person',
        action,
        resource: { type, id: 'unheard-of' },
        facts: new Set<Fact>(['isCaseWorker']),
        purpose: 'case-work',
      });
    expect(ask('see', 'Category').allow).toBe(false);
    expect(ask('act', 'Deed').allow).toBe(false);
  });
});
