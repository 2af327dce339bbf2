import { readFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { parse as parseYaml } from 'yaml';
import type { HubSettingsInput } from '#kit/config/hub-settings.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import { type Answers, flagOf, questions } from '../init/answers.ts';
import { collectAnswers } from '../init/collect-answers.ts';
import { fingerprintOf, readPeerFile } from '../peers/peer-file.ts';
import { print } from '../print.ts';
import { confirmPeer } from './peers.ts';

interface InitOptions extends Record<string, unknown> {
  readonly config: string;
  readonly answers?: string;
  readonly yes?: boolean;
  readonly checkDatabase?: boolean;
  readonly peer?: readonly string[];
}

export function addInit(program: Command): void {
  const init = program
    .command('init')
    .description('write the settings of a hub of your own by asking, and make its keys')
    .option('--config <file>', 'the settings file to write', 'hub.yaml')
    .option('--answers <file>', 'answers instead of questions (YAML or JSON; the keys are the flags in camelCase)')
    .option('--yes', 'take what is proposed where nothing is given')
    .option('--check-database', 'try the database before anything is written')
    .option('--peer <file=fingerprint...>', 'a peer’s key file with the fingerprint that the peer has told');
  for (const question of questions)
    init.addOption(new Option(`${flagOf(question)} <answer>`, question.message).argParser((text: string) => text));
  init
    .addHelpText(
      'after',
      '\nNothing that is there is written over, and nothing is left behind when something is wrong.',
    )
    .action(async (options: InitOptions) => run(options));
}

async function run(options: InitOptions): Promise<void> {
  const given = { ...readAnswers(options.answers), ...flagsOf(options) };
  const { peers: listed = [], ...plain } = given as {
    peers?: ReadonlyArray<{ file: string; fingerprint: string }>;
  } & Answers;
  const ask = process.stdin.isTTY ? (await import('../init/ask-on-terminal.ts')).askOnTerminal : undefined;
  const answers = await collectAnswers(questions, { given: plain, yes: options.yes === true, ask });
  const peers = [];
  for (const { file, fingerprint } of [...listed, ...(options.peer ?? []).map(readPeerFlag)]) {
    const peer = await readPeerFile(file);
    await confirmPeer(peer, fingerprint);
    peers.push(peer);
  }
  const [{ configOf }, { writeConfig }, { tryDatabase }] = await Promise.all([
    import('../init/config-of.ts'),
    import('../init/write-config.ts'),
    import('../init/try-database.ts'),
  ]);
  const config = configOf(answers, peers);
  await writeConfig(options.config, config, async (settings) => {
    if (options.checkDatabase) print(await tryDatabase(settings, answers.databaseUrl !== undefined));
  });
  await tellWhatNext(options.config, config);
}

function readAnswers(file: string | undefined): Answers {
  if (file === undefined) return {};
  let content: unknown;
  try {
    content = parseYaml(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new HubError('BAD_INPUT', `The answers file ${file} cannot be read: it must be YAML or JSON.`, {
      cause: error,
    });
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    throw new HubError('BAD_INPUT', `The answers file ${file} must be a table of answers.`);
  // What looks like a number (an organisation number, a port) is an answer like any other.
  return Object.fromEntries(
    Object.entries(content).map(([key, value]) => [key, typeof value === 'number' ? String(value) : value]),
  );
}

const flagsOf = (options: InitOptions): Answers =>
  Object.fromEntries(questions.filter(({ key }) => options[key] !== undefined).map(({ key }) => [key, options[key]]));

function readPeerFlag(text: string) {
  const [file = '', fingerprint] = text.split('=');
  return { file, fingerprint };
}

async function tellWhatNext(file: string, config: HubSettingsInput): Promise<void> {
  const [{ readNewConfig }, { secretsToCome }, { openHubSecrets }, { peerFileOf }] = await Promise.all([
    import('../init/read-new-config.ts'),
    import('../init/secrets-to-come.ts'),
    import('#kit/serve/hub-secrets.ts'),
    import('../peers/peer-file.ts'),
  ]);
  const settings = readNewConfig(file, config);
  const { keys } = await openHubSecrets(settings.keysFolder, false);
  print(`${file} is written, and new keys lie in ${settings.keysFolder}. Keep a copy of the keys where no copy of the database lies:
without them no backup can be read.

  npx oppvekst start --config ${file}
  npx oppvekst import ROSTER --config ${file}
  npx oppvekst peers export --config ${file} --out FILE   # for the hubs you exchange with

Fingerprint of this hub's file for its peers: ${fingerprintOf(peerFileOf(settings, keys))}`);
  for (const { signIn } of settings.issuers)
    if (signIn)
      print(
        `Register with ${signIn.name}, as where people are sent back to: ${settings.publicUrl}/sign-in/callback/${signIn.id}`,
      );
  for (const { name } of secretsToCome(config)) print(`The start needs ${name}, or ${name}_FILE.`);
  if (settings.subgraphs['school-administration'] && hasRegister(settings.subgraphs['school-administration']))
    print(
      'Folkeregisteret needs a token at start: OPPVEKST_SUBGRAPHS__SCHOOL_ADMINISTRATION__REGISTER__TOKEN, or …_TOKEN_FILE.',
    );
}

const hasRegister = (settings: unknown): boolean => (settings as { register?: unknown }).register !== undefined;
