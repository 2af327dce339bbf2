import { type Command, InvalidArgumentError } from 'commander';
import type { DeadLetter } from '#kit/events/dead-letters.ts';
import { addTargetOptions, readTarget, type TargetOptions } from '../hub-target.ts';
import { print, printJson, table } from '../print.ts';
import { runOnHub } from '../run-on-hub.ts';

interface DeadLettersOptions extends TargetOptions {
  readonly all?: boolean;
  readonly json?: boolean;
}

export function addDeadLetters(program: Command): void {
  const deadLetters = program
    .command('dead-letters')
    .description('list the events that a subgraph could not handle, or handle one again when its cause is mended');
  addTargetOptions(deadLetters.command('list', { isDefault: true }).description('those that wait, oldest first'))
    .option('--all', 'also those that were handled later')
    .option('--json', 'print JSON')
    .action(async (options: DeadLettersOptions) => {
      const input = { replayed: options.all ?? false };
      const found = (await runOnHub(await readTarget(options), 'deadLetters', input)) as DeadLetter[];
      if (options.json) return printJson(found);
      if (found.length === 0) return print('No dead letters: every event was handled.');
      print(
        table(
          ['id', 'subgraph', 'event', 'failed', 'handled', 'reason'],
          found.map((one) => [
            String(one.id),
            one.consumer,
            one.type,
            one.failedAt.slice(0, 19),
            one.replayedAt?.slice(0, 19) ?? '–',
            one.reason,
          ]),
        ),
      );
    });
  addTargetOptions(deadLetters.command('replay').argument('<id>', 'as `dead-letters list` prints it', readId))
    .description('handle one again; done twice it has no second effect')
    .action(async (id: number, options: DeadLettersOptions) => {
      await runOnHub(await readTarget(options), 'replayDeadLetter', { id });
      print(`Dead letter ${id} is handled.`);
    });
}

function readId(text: string): number {
  if (!/^[1-9]\d{0,15}$/.test(text)) throw new InvalidArgumentError('A dead letter’s id is a whole number.');
  return Number(text);
}
