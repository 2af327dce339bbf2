import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { ChainReport } from '#kit/audit/verify-chain.ts';
import { exitCodes } from '../exit.ts';
import { addTargetOptions, readTarget, type TargetOptions } from '../hub-target.ts';
import { print, printJson, table } from '../print.ts';
import { runOnHub } from '../run-on-hub.ts';

type VerifyReport = ChainReport & { readonly checkpoints: number; readonly altered: readonly string[] };

interface VerifyOptions extends TargetOptions {
  readonly checkpoints?: string;
  readonly json?: boolean;
}

export function addVerify(program: Command): void {
  addTargetOptions(program.command('verify'))
    .description('walk the audit trail’s hash chains and say which row was changed, removed, added or moved')
    .option(
      '--checkpoints <folder>',
      'signed checkpoints kept outside the database: they show a cut tail. The folder of the settings when not given',
    )
    .option('--json', 'print JSON')
    .action(async (options: VerifyOptions) => {
      const report = (await runOnHub(await readTarget(options), 'verify', {
        checkpoints: options.checkpoints === undefined ? null : resolve(options.checkpoints),
      })) as VerifyReport;
      const whole = report.findings.length === 0 && report.altered.length === 0;
      if (options.json) printJson(report);
      else if (whole)
        print(
          `${report.links} rows of ${report.writers} writer(s) and ${report.checkpoints} checkpoint(s): every chain is whole.`,
        );
      else
        print(
          table(
            ['writer', 'row', 'problem'],
            [
              ...report.findings.map((one) => [one.writer, String(one.seq), one.problem]),
              ...report.altered.map((place) => [place, '', 'checkpoint not signed by this hub']),
            ],
          ),
        );
      if (!whole) process.exitCode = exitCodes.refused;
    });
}
