import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freeBrokerPort, installBroker } from './kafka-broker.ts';

const run = promisify(execFile);

/** A broker that takes nobody without TLS and a password, as a cluster that others run does. */
export interface SecuredBroker {
  readonly brokers: readonly string[];
  /** The authority that has signed its certificate (PEM). */
  readonly caFile: string;
  readonly username: string;
  readonly password: string;
  stop(): Promise<void>;
}

/** Starts one from the same jars as the other brokers for tests; its keys and passwords are made for it. */
export async function startSecuredBroker(): Promise<SecuredBroker> {
  await installBroker();
  const folder = await mkdtemp(join(tmpdir(), 'oppvekst-broker-'));
  const at = (name: string) => join(folder, name);
  const port = await freeBrokerPort();
  const password = randomBytes(12).toString('hex');
  const username = 'hub';
  await makeCertificate(at);
  writeFileSync(at('server.properties'), properties({ port, folder, keystore: at('broker.pem'), username, password }));
  const libs = join(process.env.KAFKA_HOME ?? join(homedir(), '.cache/oppvekst-kafka'), 'libs', '*');
  const java = ['-Xmx512m', '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn', '-cp', libs];
  const storage = async (...args: string[]) =>
    (await run('java', [...java, 'kafka.tools.StorageTool', ...args])).stdout;
  const cluster = (await storage('random-uuid')).trim();
  const scram = `SCRAM-SHA-512=[name=${username},password=${password}]`;
  await storage('format', '-c', at('server.properties'), '-t', cluster, '--add-scram', scram);
  const child = spawn('java', [...java, 'kafka.Kafka', at('server.properties')], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk));
  await untilItListens(child, port, () => Buffer.concat(said).toString('utf8'));
  return {
    brokers: [`127.0.0.1:${port}`],
    caFile: at('ca.pem'),
    username,
    password,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        const exit = once(child, 'exit');
        child.kill('SIGKILL');
        await exit;
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function makeCertificate(at: (name: string) => string): Promise<void> {
  const openssl = (...args: string[]) => run('openssl', args);
  const key = (file: string) =>
    openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', file);
  await key(at('ca.key'));
  await openssl(
    'req',
    '-x509',
    '-new',
    '-key',
    at('ca.key'),
    '-days',
    '2',
    '-subj',
    '/CN=Test authority',
    '-out',
    at('ca.pem'),
  );
  await key(at('broker.key'));
  await openssl('req', '-new', '-key', at('broker.key'), '-subj', '/CN=broker', '-out', at('broker.csr'));
  writeFileSync(at('names'), 'subjectAltName=IP:127.0.0.1\n');
  await openssl(
    ...['x509', '-req', '-in', at('broker.csr'), '-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial'],
    ...['-days', '2', '-extfile', at('names'), '-out', at('broker.crt')],
  );
  const parts = [at('broker.key'), at('broker.crt'), at('ca.pem')].map((file) => readFileSync(file, 'utf8'));
  writeFileSync(at('broker.pem'), parts.join(''), { mode: 0o600 });
}

interface Secured {
  readonly port: number;
  readonly folder: string;
  readonly keystore: string;
  readonly username: string;
  readonly password: string;
}

const properties = ({ port, folder, keystore, username, password }: Secured): string => `process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:${port + 10_000}
listeners=SASL_SSL://127.0.0.1:${port},CONTROLLER://127.0.0.1:${port + 10_000}
advertised.listeners=SASL_SSL://127.0.0.1:${port}
listener.security.protocol.map=SASL_SSL:SASL_SSL,CONTROLLER:PLAINTEXT
controller.listener.names=CONTROLLER
inter.broker.listener.name=SASL_SSL
sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-512
sasl.mechanism.inter.broker.protocol=PLAIN
listener.name.sasl_ssl.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="broker" password="${password}" user_broker="${password}" user_${username}="${password}";
listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
ssl.keystore.type=PEM
ssl.keystore.location=${keystore}
ssl.truststore.type=PEM
ssl.truststore.location=${join(folder, 'ca.pem')}
log.dirs=${join(folder, 'data')}
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
auto.create.topics.enable=false
`;

async function untilItListens(child: ChildProcess, port: number, said: () => string): Promise<void> {
  const answers = () =>
    new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
  const end = Date.now() + 120_000;
  while (!(await answers())) {
    if (child.exitCode !== null) throw new Error(`the broker ended: ${said().slice(-2_000)}`);
    if (Date.now() > end) throw new Error(`the broker does not listen: ${said().slice(-2_000)}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
