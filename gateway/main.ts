import { isHubError } from '#kit/errors/hub-error.ts';
import { type GatewayOptions, parseOptions, usage } from './standalone/options.ts';

process.env.APOLLO_TELEMETRY_DISABLED = '1';
// graphql-js checks the origin of every type it meets, unless told that this is no development.
process.env.NODE_ENV ??= 'production';

const wrongUse = 2;

try {
  const options = parseOptions(process.argv.slice(2));
  if (options === 'help') process.stdout.write(usage);
  else {
    const gateway = await start(options);
    process.stdout.write(`The gateway answers at ${gateway.url} for ${gateway.subgraphs.join(', ')}.\n`);
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => void gateway.stop().catch(complain));
  }
} catch (error) {
  complain(error);
  process.exitCode = isHubError(error) ? wrongUse : 1;
}

// Imported late, so that the packages find the environment set.
async function start(options: GatewayOptions) {
  if ('supergraph' in options) {
    const { startGateway } = await import('./standalone/start-gateway.ts');
    return startGateway(options, complain);
  }
  const [{ readHubSettings }, { startSplitGateway }, { findBuilt }] = await Promise.all([
    import('#kit/config/read-hub-settings.ts'),
    import('./split/start-split-gateway.ts'),
    import('#portal/build/find-built.ts'),
  ]);
  const { config: file, subgraphs } = options;
  const settings = readHubSettings({ file, environment: process.env, subgraphs: {}, others: 'passed on' });
  const gateway = await startSplitGateway({ settings, subgraphs, portal: findBuilt() });
  return { ...gateway, subgraphs: Object.keys(subgraphs) };
}

function complain(error: unknown): void {
  process.stderr.write(`gateway: ${error instanceof Error ? error.message : String(error)}\n`);
}
