import { isHubError } from '#kit/errors/hub-error.ts';
import { ensureBuilt } from '#portal/build/ensure-built.ts';
import { print } from './print.ts';

/** The folder of the portal's built pages, built when they are not. A hub runs without its pages when they cannot be built, and says so. */
export async function builtPortal(): Promise<string | undefined> {
  try {
    return await ensureBuilt(() => print('Building the pages of the portal; the next start has them ready.'));
  } catch (error) {
    if (!isHubError(error)) throw error;
    process.stderr.write(`oppvekst: ${error.message}\n`);
    return undefined;
  }
}
