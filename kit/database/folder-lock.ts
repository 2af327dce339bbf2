import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { HubError } from '#kit/errors/hub-error.ts';

const openHere = new Set<string>();

/**
 * Takes a folder for this process by a file that names it; returns how to give it back. A dead owner's lock is taken over. A
 * process is named by its pid and, where the system tells, when it started: a container's first process always has the same pid.
 */
export function lockFolder(folder: string): () => void {
  const file = join(resolve(folder), 'lock.pid');
  if (openHere.has(file))
    throw new HubError('CONFLICT', `The database folder ${folder} is already open in this process.`);
  const mine = `${process.pid} ${startOf(process.pid)}`;
  for (let attempt = 0; attempt < 2; attempt += 1) {
    if (createWhole(file, mine)) {
      openHere.add(file);
      let held = true;
      return () => {
        if (!held) return;
        held = false;
        openHere.delete(file);
        rmSync(file, { force: true });
      };
    }
    const owner = readOwner(file);
    if (owner && isAlive(owner))
      throw new HubError('CONFLICT', `The database folder ${folder} is in use by process ${owner.pid}. Stop it first.`);
    removeDead(file, owner?.text);
  }
  throw new HubError('CONFLICT', `The database folder ${folder} is being opened by another process. Try again.`);
}

/** A link appears with its content: nobody reads a lock that is half written and takes it for a dead one's. */
function createWhole(file: string, text: string): boolean {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text, { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    throw new HubError('CONFIG', `The folder of ${file} cannot be locked (${code}): use one on a local disk.`, {
      cause: error,
    });
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Of two that find the same dead lock one moves it away; one that moved a new lock puts it back. */
function removeDead(file: string, dead: string | undefined): void {
  const aside = `${file}.dead.${process.pid}`;
  try {
    renameSync(file, aside);
    if (readFileSync(aside, 'utf8') !== dead) linkSync(aside, file);
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

interface Owner {
  readonly text: string;
  readonly pid: number;
  /** Empty where the system does not tell. */
  readonly startedAt: string;
}

function readOwner(file: string): Owner | undefined {
  try {
    const text = readFileSync(file, 'utf8');
    const [pid = '', startedAt = ''] = text.split(' ');
    return { text, pid: Number(pid), startedAt };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function isAlive({ pid, startedAt }: Owner): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const now = startOf(pid);
  return startedAt === '' || now === '' || startedAt === now;
}

/** Boot and clock tick at which a process started, from Linux's /proc (field 22 of stat); empty elsewhere. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const tick = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${tick}`;
  } catch {
    return '';
  }
}
