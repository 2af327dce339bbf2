import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const script = fileURLToPath(new URL('../../../shared/kafka/kafka.sh', import.meta.url));

/** The brokers for tests; a run with TEST_LOG=kafka has some in any case (see start-broker.ts). Without them such tests are skipped. */
export const kafkaBrokers: readonly string[] = (process.env.KAFKA_BROKERS ?? '').split(',').filter((one) => one !== '');
export const kafkaIsThere = kafkaBrokers.length > 0;
export const brokersCanBeStarted = existsSync(script);
/** Whether a test can have a broker of its own to kill and to wipe. */
export const kafkaCanBeKilled = kafkaIsThere && brokersCanBeStarted;

/** Fetches the jars, where they are not there yet. */
export const installBroker = () => run(script, ['install']);

/** A broker of the test's own, not started yet. */
export interface OwnBroker {
  readonly brokers: readonly string[];
  start(): Promise<void>;
  /** SIGKILL: what it had is there again when it starts. */
  kill(): Promise<void>;
  /** Takes all its data; it must not run. */
  wipe(): Promise<void>;
  /** Stops it, if it runs, and takes its data. */
  remove(): Promise<void>;
}

export async function reserveBroker(): Promise<OwnBroker> {
  const port = await freeBrokerPort();
  // The script's background process must not hold our pipes open.
  const broker = async (command: string) =>
    void (await run('bash', ['-c', `"$0" ${command} ${port} >/dev/null`, script]));
  return {
    brokers: [`127.0.0.1:${port}`],
    start: () => broker('start'),
    kill: () => broker('kill'),
    wipe: () => broker('wipe'),
    async remove() {
      await broker('kill').catch(() => undefined);
      await broker('wipe');
    },
  };
}

/** The script puts the controller 10,000 above the broker. */
export async function freeBrokerPort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 29_999);
    if ((await isFree(port)) && (await isFree(port + 10_000))) return port;
  }
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
