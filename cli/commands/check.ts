import { spawn } from 'node:child_process';
import type { Command } from 'commander';
import { exitCodes } from '../exit.ts';
import { print } from '../print.ts';

const root = new URL('../../', import.meta.url).pathname;

/** A check gives the problems it found, a line each. */
type Check = () => Promise<readonly string[]>;

const checks: Readonly<Record<string, Check>> = {
  types: async () => [
    ...(await runTool('tsc', ['--noEmit'])),
    ...(await runTool('tsc', ['--noEmit', '--project', 'portal'])),
  ],
  lint: () => runTool('biome', ['check', '--error-on-warnings']),
  'import boundaries': async () => (await import('../check/import-boundaries.ts')).findForbiddenImports(root),
  'classified fields': async () => {
    const [{ schemaOf }, { allSubgraphs }] = await Promise.all([
      import('#kit/serve/subgraph.ts'),
      import('#gateway/hub/subgraphs.ts'),
    ]);
    // One that is not fully classified refuses to be built and names the field.
    return allSubgraphs.flatMap((definition) => problemsOf(() => schemaOf(definition)));
  },
  descriptions: async () =>
    (await import('../check/descriptions.ts')).findUndescribed(
      new URL('contracts/graphql/api.graphql', `file://${root}`),
    ),
  'described settings': async () => (await import('../check/settings-page.ts')).undescribedSettings(),
  'texts of the portal': async () => [
    ...(await import('#portal/build/check-texts.ts')).textProblems(),
    ...(await import('#portal/build/readability.ts')).hardTexts(),
  ],
  'access policies': async () => {
    const [{ loadAccessPolicy }, { policyDates }] = await Promise.all([
      import('#kit/access/policy.ts'),
      import('#kit/access/policy-book.ts'),
    ]);
    const folder = `${root}contracts/policy`;
    return policyDates(folder).flatMap((date) => problemsOf(() => loadAccessPolicy(`${folder}/${date}/access`, date)));
  },
  'reach of access rules': async () => {
    const [{ policyDates }, { findUnreachedRules }] = await Promise.all([
      import('#kit/access/policy-book.ts'),
      import('#kit/access/rule-reach.ts'),
    ]);
    const folder = `${root}contracts/policy`;
    return policyDates(folder).flatMap((date) => findUnreachedRules(`${folder}/${date}/access`));
  },
  'transfer policies': async () => {
    const { policyDates } = await import('#kit/access/policy-book.ts');
    const { loadTransferPolicy } = await import('#contracts/policy/transfer-policy.ts');
    const folder = `${root}contracts/policy`;
    return policyDates(folder).flatMap((date) => problemsOf(() => loadTransferPolicy(folder, date)));
  },
  'event compatibility': async () => (await import('../check/generated.ts')).eventProblems(),
  'generated files': async () =>
    (await (await import('../check/generated.ts')).staleFiles()).map(
      (file) => `${file} is not current: run \`oppvekst compose\``,
    ),
};

export function addCheck(program: Command): void {
  program
    .command('check')
    .description(
      'the checks that CI runs: types, lint, import boundaries, classified fields, policies, events, generated files',
    )
    .action(async () => {
      let failed = 0;
      for (const [name, check] of Object.entries(checks)) {
        const problems = await check();
        print(`${problems.length === 0 ? '✓' : '✗'} ${name}`);
        for (const problem of problems) print(`    ${problem}`);
        if (problems.length > 0) failed += 1;
      }
      print(`${Object.keys(checks).length - failed} checks passed, ${failed} failed`);
      if (failed > 0) process.exitCode = exitCodes.refused;
    });
}

function problemsOf(work: () => unknown): string[] {
  try {
    work();
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

function runTool(tool: string, args: readonly string[]): Promise<readonly string[]> {
  return new Promise((resolve) => {
    const child = spawn(`${root}node_modules/.bin/${tool}`, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', (error) => resolve([`${tool} does not start: ${error.message}. Run npm ci.`]));
    child.on('close', (code) => resolve(code === 0 ? [] : Buffer.concat(chunks).toString('utf8').trim().split('\n')));
  });
}
