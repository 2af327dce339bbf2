import { type Command, InvalidArgumentError } from 'commander';
import { HubError } from '#kit/errors/hub-error.ts';
import { addTargetOptions, readTarget, type TargetOptions } from '../hub-target.ts';
import { keysFolderOf } from '../keys-folder.ts';
import { print, printJson, table } from '../print.ts';

interface RotateOptions extends TargetOptions {
  readonly prepare?: boolean;
  readonly use?: boolean;
  readonly forget?: boolean;
  readonly keepDays: number;
  readonly atOnce?: boolean;
}

export function addKeys(program: Command): void {
  const keys = program
    .command('keys')
    .description('the hub’s own keys: which there are, and rotating them while it runs');
  addTargetOptions(
    keys.command('list', { isDefault: true }).description('the keys by their ids; nothing secret is shown'),
  )
    .option('--json', 'print JSON')
    .action(async (options: TargetOptions & { readonly json?: boolean }) => {
      const [{ keysFile, readSecrets }, { listKeys }] = await Promise.all([
        import('#kit/serve/hub-secrets.ts'),
        import('#kit/serve/rotate-keys.ts'),
      ]);
      const secrets = readSecrets(keysFile(keysFolderOf(await readTarget(options))));
      const listed = listKeys(secrets.keys);
      if (options.json) return printJson(listed);
      print(
        table(
          ['key', 'for', 'state', 'opens until'],
          [
            ...listed.map((key) => [key.kid, key.for, key.state, key.until?.slice(0, 10) ?? '–']),
            [secrets.master.kid, 'the children’s keys, ledgers, backups', 'in use, not rotated', '–'],
          ],
        ),
      );
    });
  addTargetOptions(keys.command('rotate').description('in two steps, so that nothing that is under way is lost'))
    .option('--prepare', 'make the next keys: then give every peer the new file (`peers export`)')
    .option('--use', 'sign and seal with the next keys from now on, when the peers have taken them in')
    .option('--forget', 'delete retired keys whose day is over')
    .option('--keep-days <days>', 'with --use: for so long the keys before open and verify what is under way', days, 90)
    .option('--at-once', 'with --use: although the next keys are not a minute old')
    .action(rotate);
}

async function rotate(options: RotateOptions): Promise<void> {
  const steps = [options.prepare, options.use, options.forget].filter(Boolean);
  if (steps.length !== 1)
    throw new HubError(
      'BAD_INPUT',
      'Say which step: --prepare, then --use when the peers have your new file, later --forget.',
    );
  const folder = keysFolderOf(await readTarget(options));
  const { forgetKeys, prepareKeys, takeNextKeys } = await import('#kit/serve/rotate-keys.ts');
  const now = new Date();
  if (options.prepare) {
    const { next } = await prepareKeys(folder, now);
    print(`The next keys are made: ${next?.signing.kid} signs, ${next?.encryption.kid} is sealed to.`);
    print('Now give every peer the new file (`oppvekst peers export`; they take it with `peers add FILE --replace`).');
    return print('When all have taken it: `oppvekst keys rotate --use`.');
  }
  if (options.use) {
    const { signing, retired = [] } = takeNextKeys(folder, {
      keepDays: options.keepDays,
      atOnce: options.atOnce === true,
      now,
    });
    print(`The hub signs with ${signing.kid} within a few seconds; no restart is needed.`);
    return print(`The keys before open what is under way until ${retired[0]?.until.slice(0, 10)}.`);
  }
  print(`${forgetKeys(folder, now)} retired keys are deleted.`);
}

function days(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new InvalidArgumentError('Give a whole number of days.');
  return Number(text);
}
