import type { Command } from 'commander';
import type { RegisterStatus } from '#subgraphs/school-administration/index.ts';
import { exitCodes } from '../exit.ts';
import { addTargetOptions, readTarget, type TargetOptions } from '../hub-target.ts';
import { print, printJson, table } from '../print.ts';
import { runOnHub } from '../run-on-hub.ts';

interface RegisterOptions extends TargetOptions {
  readonly json?: boolean;
}

export function addRegister(program: Command): void {
  addTargetOptions(program.command('register'))
    .description(
      'how a hub stands with Folkeregisteret: how far it has read, what became of the events, what awaits a person',
    )
    .option('--json', 'print JSON')
    .action(async ({ json, ...options }: RegisterOptions) => {
      const status = (await runOnHub(await readTarget(options), 'register', {})) as RegisterStatus;
      if (json) printJson(status);
      else printStatus(status);
      if (status.openCases > 0) process.exitCode = exitCodes.refused;
    });
}

function printStatus(status: RegisterStatus): void {
  const readAt = status.readAt === null ? 'never' : new Date(status.readAt).toISOString().slice(0, 16);
  print(`Event feed: read ${readAt}, up to number ${status.sequence}.`);
  print(`Children: ${status.neverLookedUp} not looked up yet, ${status.notInRegister} not known to the register.`);
  print(`Cases that await a person: ${status.openCases}.\n`);
  print(
    table(
      ['event', 'handled', 'ignored', 'about nobody here'],
      status.eventTypes.map(({ type, handled, ignored, ofNobody }) => [
        type,
        ...[handled, ignored, ofNobody].map(String),
      ]),
    ),
  );
}
