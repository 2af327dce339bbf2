import type { Command } from 'commander';
import type { MoveDetail, MoveLine } from '#subgraphs/data-sharing/index.ts';
import { addTargetOptions, readTarget, type TargetOptions } from '../hub-target.ts';
import { print, printJson, table } from '../print.ts';
import { runOnHub } from '../run-on-hub.ts';

interface MovesOptions extends TargetOptions {
  readonly json?: boolean;
}
export function addMoves(program: Command): void {
  const moves = program.command('moves').description('list the moves a hub carries, or show one with every decision');
  const common = (command: Command) => addTargetOptions(command).option('--json', 'print JSON');
  common(moves.command('list', { isDefault: true }).description('every move, newest first')).action(
    async (options: MovesOptions) => {
      const lines = (await runOnHub(await readTarget(options), 'moves', {})) as MoveLine[];
      if (options.json) return printJson(lines);
      if (lines.length === 0) return print('No moves yet.');
      print(
        table(
          ['id', 'side', 'phase', 'other school owner', 'recorded', 'waits for'],
          lines.map((line) => [
            line.id,
            line.side,
            line.phase,
            line.counterpart,
            line.recordedAt.slice(0, 16),
            line.waitsFor ?? '–',
          ]),
        ),
      );
    },
  );
  common(
    moves.command('show <id>').description('one move: its steps, and each category’s decision with its paragraph'),
  ).action(async (id: string, options: MovesOptions) => {
    const move = (await runOnHub(await readTarget(options), 'move', { id })) as MoveDetail;
    if (options.json) return printJson(move);
    print(`Move ${move.id} · ${move.side} · ${move.phase} · ${move.counterpart}`);
    if (move.waitsFor) print(`Waits for: ${move.waitsFor}`);
    print(
      `\n${table(
        ['when', 'what', 'who', 'legal basis'],
        move.steps.map((step) => [step.at.slice(0, 19), step.what, step.who, step.legalBasis ?? '']),
      )}`,
    );
    print(
      `\n${table(
        ['category', 'outcome', 'decided by', 'paragraph', 'why'],
        move.decisions.map((one) => [
          one.category,
          one.outcome ?? one.status,
          one.decider ?? '–',
          one.legalBasis,
          one.explanation ?? '',
        ]),
      )}`,
    );
  });
}
