import { isHubError } from '#kit/errors/hub-error.ts';

/** What the CLI's exit codes mean; scripts rely on them. */
export const exitCodes = { fine: 0, refused: 1, wrongUse: 2 } as const;

const refusals = new Set(['FORBIDDEN', 'CONFLICT', 'NOT_FOUND', 'WITHHELD', 'UNAUTHENTICATED', 'UNAVAILABLE']);

/** Tells what is wrong in a line or a few, never with a stack, and ends. */
export function endWithError(error: unknown): never {
  if (isHubError(error)) {
    process.stderr.write(`oppvekst: ${error.message}\n`);
    process.exit(refusals.has(error.code) ? exitCodes.refused : exitCodes.wrongUse);
  }
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`oppvekst: unexpected error: ${message.split('\n')[0]?.slice(0, 300)}\n`);
  if (process.env.OPPVEKST_DEBUG) process.stderr.write(`${error instanceof Error ? error.stack : ''}\n`);
  process.exit(exitCodes.wrongUse);
}
