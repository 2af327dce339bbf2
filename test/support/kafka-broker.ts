import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const script = fileURLToPath(new URL('../../../shared/kafka/kafka.sh', import.meta.url));

/** Tests on Kafka run only when they are asked for: with the brokers of KAFKA_BROKERS, or one of their own with TEST_LOG=kafka. */
const given = process.env.KAFKA_BROKERS?.split(',').filter((broker) => broker !== '');
export const kafkaIsAskedFor = (given?.length ?? 0) > 0 || process.env.TEST_LOG === 'kafka';
export const brokersCanBeStarted = existsSync(script);
/** Whether tests on Kafka can run; when not, `withoutKafka` says what is missing. */
export const kafkaIsThere = (given?.length ?? 0) > 0 || (kafkaIsAskedFor && brokersCanBeStarted);
/** Whether a test can have a broker of its own to kill and to wipe. */
export const kafkaCanBeKilled = kafkaIsAskedFor && brokersCanBeStarted;

export interface Broker {
  readonly brokers: readonly string[];
  stop(): Promise<void>;
}

/** The brokers that the environment names, or one that is started for the caller and goes with it. */
export async function openBroker(): Promise<Broker> {
  if (given && given.length > 0) return { brokers: given, stop: async () => undefined };
  const broker = await reserveBroker();
  await broker.start();
  return { brokers: broker.brokers, stop: broker.remove };
}

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
  const port = await freePort();
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
async function freePort(): Promise<number> {
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
