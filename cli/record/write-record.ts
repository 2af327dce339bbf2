import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Language, languages } from '#contracts/languages.ts';
import { loadRetentionPolicy } from '#contracts/policy/retention-policy.ts';
import { dateInNorway } from '#kit/access/access.ts';
import type { AccessPolicy, Decision } from '#kit/access/policy.ts';
import { createPolicyBook } from '#kit/access/policy-book.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import { policyRoot } from '#kit/serve/host.ts';
import { noticeToFamilies } from './notice.ts';
import { makeRecord, type RecordOptions } from './record.ts';
import { recordAsCsv, recordAsHtml } from './render-record.ts';

/** Writes the record (JSON, CSV, HTML) in one language, and the notice to families in all four. CONFIG when the folder cannot be written. */
export function writeRecord(
  settings: RecordOptions['settings'],
  { folder, language, now }: { readonly folder: string; readonly language: Language; readonly now: Date },
): readonly string[] {
  const policy = askedOnce(createPolicyBook(policyRoot)(dateInNorway(now)));
  const retention = loadRetentionPolicy(policyRoot, dateInNorway(now));
  const recordIn = (in_: Language) => makeRecord({ settings, policy, retention, language: in_, now });
  const record = recordIn(language);
  const files = new Map([
    ['record.json', `${JSON.stringify(record, null, 2)}\n`],
    ['record.csv', recordAsCsv(record)],
    ['record.html', recordAsHtml(record, language)],
    ...languages.map((one) => [`notice-${one}.html`, noticeToFamilies(recordIn(one), one)] as const),
  ]);
  try {
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of files) writeFileSync(join(folder, name), text);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new HubError('CONFIG', `The record cannot be written to ${folder} (${code}).`, { cause: error });
  }
  return [...files.keys()];
}

/** The record asks the same in each language. */
function askedOnce(policy: AccessPolicy): AccessPolicy {
  const known = new Map<string, Decision>();
  return {
    ...policy,
    decide(question) {
      const key = JSON.stringify([question.viewer, question.resource, [...question.facts], question.purpose]);
      const decision = known.get(key) ?? policy.decide(question);
      known.set(key, decision);
      return decision;
    },
  };
}
