import { Command } from 'commander';
import { addBackup } from './commands/backup.ts';
import { addCheck } from './commands/check.ts';
import { addCompose } from './commands/compose.ts';
import { addDeadLetters } from './commands/dead-letters.ts';
import { addErase } from './commands/erase.ts';
import { addHandover } from './commands/handover.ts';
import { addImport } from './commands/import.ts';
import { addImports } from './commands/imports.ts';
import { addInit } from './commands/init.ts';
import { addMoves } from './commands/moves.ts';
import { addPeers } from './commands/peers.ts';
import { addReconcile } from './commands/reconcile.ts';
import { addRegister } from './commands/register.ts';
import { addRestore } from './commands/restore.ts';
import { addRollover } from './commands/rollover.ts';
import { addStart } from './commands/start.ts';
import { addToken } from './commands/token.ts';
import { addVerify } from './commands/verify.ts';
import { endWithError, exitCodes } from './exit.ts';

process.env.APOLLO_TELEMETRY_DISABLED = '1';

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
for (const add of [
  addInit,
  addStart,
  addImport,
  addImports,
  addRollover,
  addRegister,
  addReconcile,
  addMoves,
  addPeers,
  addHandover,
  addDeadLetters,
  addCompose,
  addCheck,
  addToken,
  addVerify,
  addBackup,
  addRestore,
  addErase,
])
  add(program);

try {
  await program.parseAsync();
} catch (error) {
  endWithError(error);
}
