import { join } from 'node:path';
import { categories, categoryIds } from '#contracts/categories.ts';
import { categoryFactTable, factTable } from '#contracts/facts.ts';
import { loadAccessPolicy, readPolicyTexts } from '#kit/access/policy.ts';
import { policyDates } from '#kit/access/policy-book.ts';
import { describeRoles } from './access-by-role.ts';

const policyRoot = new URL('../../contracts/policy/', import.meta.url).pathname;

/** The access policies in force from each date as a table a lawyer can read: what, for whom, when, by which paragraph. */
export async function describeAccess(): Promise<string> {
  const lines = [
    '# Who may see and do what',
    '',
    'Made from `contracts/policy/<date>/access` by `oppvekst compose`. Nothing is open that no rule opens; a rule that forbids',
    'goes before every rule that permits. The facts are computed on the day of the question. The same rules, written from the text of',
    'the law as tables, stand in `contracts/policy/<date>/decision-tables`; a test holds the two against each other.',
  ];
  for (const date of policyDates(policyRoot)) {
    const { policies } = readPolicyTexts(join(policyRoot, date, 'access'));
    lines.push(
      '',
      `## In force from ${date}`,
      '',
      '| rule | effect | for | what | when | paragraph |',
      '|---|---|---|---|---|---|',
    );
    for (const [id, text] of Object.entries(policies)) lines.push(row(id, text));
    lines.push('', ...describeRoles(loadAccessPolicy(join(policyRoot, date, 'access'), date), date));
  }
  lines.push('', '## The facts', '', '| fact | means |', '|---|---|');
  for (const [fact, meaning] of Object.entries({ ...factTable, ...categoryFactTable }))
    lines.push(`| \`${fact}\` | ${meaning} |`);
  lines.push('', '## The categories', '', '| category | in words | held by virtue of | art. 9 |', '|---|---|---|---|');
  for (const id of categoryIds)
    lines.push(
      `| \`${id}\` | ${categories[id].label.en} | ${categories[id].legalBasis} | ${categories[id].special ? 'yes' : 'no'} |`,
    );
  return `${lines.join('\n')}\n`;
}

function row(id: string, text: string): string {
  const one = (pattern: RegExp) => pattern.exec(text)?.[1]?.replace(/\s+/g, ' ').trim();
  const effect = /^\s*(permit|forbid)\b/m.exec(text)?.[1] ?? '';
  const action = one(/Action::"(\w+)"/) ?? 'anything';
  const viewer = one(/principal is (\w+)/) ?? 'anyone';
  const conditions = [...text.matchAll(/\b(when|unless)\s*\{([\s\S]*?)\}\s*(?=when|unless|;)/g)].map(
    ([, word, body = '']) => {
      const plain = body
        .replace(/context\./g, '')
        .replace(/(Category|Deed)::"([^"]+)"/g, '$2')
        .replace(/\s+/g, ' ')
        .trim();
      return `${word} ${plain}`;
    },
  );
  const single = one(/resource == (?:Category|Deed)::"([^"]+)"/);
  const cells = [
    id,
    effect,
    viewer,
    `${action}${single ? ` ${single}` : ''}`,
    conditions.join('; '),
    one(/@hjemmel\("([^"]+)"\)/) ?? '',
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
