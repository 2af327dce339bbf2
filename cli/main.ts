import { Command } from 'commander';
import { endWithError, exitCodes } from './exit.ts';

process.env.APOLLO_TELEMETRY_DISABLED = '1';

const commands: Readonly<Record<string, () => Promise<(program: Command) => void>>> = {
  init: async () => (await import('./commands/init.ts')).addInit,
  start: async () => (await import('./commands/start.ts')).addStart,
  import: async () => (await import('./commands/import.ts')).addImport,
  imports: async () => (await import('./commands/imports.ts')).addImports,
  rollover: async () => (await import('./commands/rollover.ts')).addRollover,
  register: async () => (await import('./commands/register.ts')).addRegister,
  reconcile: async () => (await import('./commands/reconcile.ts')).addReconcile,
  policy: async () => (await import('./commands/policy.ts')).addPolicy,
  moves: async () => (await import('./commands/moves.ts')).addMoves,
  peers: async () => (await import('./commands/peers.ts')).addPeers,
  clients: async () => (await import('./commands/clients.ts')).addClients,
  keys: async () => (await import('./commands/keys.ts')).addKeys,
  handover: async () => (await import('./commands/handover.ts')).addHandover,
  'dead-letters': async () => (await import('./commands/dead-letters.ts')).addDeadLetters,
  compose: async () => (await import('./commands/compose.ts')).addCompose,
  check: async () => (await import('./commands/check.ts')).addCheck,
  token: async () => (await import('./commands/token.ts')).addToken,
  export: async () => (await import('./commands/export.ts')).addExport,
  record: async () => (await import('./commands/record.ts')).addRecord,
  retention: async () => (await import('./commands/retention.ts')).addRetention,
  verify: async () => (await import('./commands/verify.ts')).addVerify,
  backup: async () => (await import('./commands/backup.ts')).addBackup,
  restore: async () => (await import('./commands/restore.ts')).addRestore,
  erase: async () => (await import('./commands/erase.ts')).addErase,
};

const program = new Command('oppvekst')
  .description('The hub between the five systems that hold a child’s data, for one controller.')
  .showHelpAfterError('(add --help for more)')
  .configureHelp({ sortSubcommands: false })
  .exitOverride((error) => {
    process.exit(error.exitCode === 0 ? exitCodes.fine : exitCodes.wrongUse);
  })
  .addHelpText(
    'after',
    `
Exit codes: 0 fine · 1 refused, or findings that need a person · 2 wrong use or broken input.
Data of the demo lies in ./data (--data or OPPVEKST_DATA).`,
  );
// A command loads its own module; help and what is no command load them all.
const asked = commands[process.argv[2] ?? ''];
for (const load of asked ? [asked] : Object.values(commands)) (await load())(program);

try {
  await program.parseAsync();
} catch (error) {
  endWithError(error);
}
