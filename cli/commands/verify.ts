import type { Command } from 'commander';
import type { ChainReport } from '#kit/audit/verify-chain.ts';
import { exitCodes } from '../exit.ts';
import { addTargetOptions, readTarget, type TargetOptions } from '../hub-target.ts';
import { print, printJson, table } from '../print.ts';
import { runOnHub } from '../run-on-hub.ts';

interface VerifyOptions extends TargetOptions {
  readonly checkpoints?: string;
  readonly json?: boolean;
}

export function addVerify(program: Command): void {
  addTargetOptions(program.command('verify'))
    .description('walk the audit trail’s hash chains and say which row was changed, removed, added or moved')
    .option(
      '--checkpoints <file>',
      'heads kept outside the database: they show a cut tail (an array of writer, seq, hash)',
    )
    .option('--json', 'print JSON')
    .action(async (options: VerifyOptions) => {
      const report = (await runOnHub(await readTarget(options), 'verify', {
        checkpoints: options.checkpoints ?? null,
      })) as ChainReport;
      if (options.json) printJson(report);
      else if (report.findings.length === 0)
        print(`${report.links} rows of ${report.writers} writer(s): every chain is whole.`);
      else
        print(
          table(
            ['writer', 'row', 'problem'],
            report.findings.map((one) => [one.writer, String(one.seq), one.problem]),
          ),
        );
      if (report.findings.length > 0) process.exitCode = exitCodes.refused;
    });
}
