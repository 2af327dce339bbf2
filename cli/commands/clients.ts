import { readFileSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { HubError } from '#kit/errors/hub-error.ts';
import type { ClientReport, DocumentsReport } from '../control/clients.ts';
import { addTargetOptions, readTarget, requireConfig, type TargetOptions } from '../hub-target.ts';
import { print, printJson, table } from '../print.ts';
import { runOnHub } from '../run-on-hub.ts';

interface AddOptions {
  readonly config?: string;
  readonly name: string;
  readonly organisation: string;
  readonly purpose: readonly string[];
  readonly scope: readonly string[];
  readonly issuer?: string;
  readonly replace?: boolean;
}
interface DocumentsOptions extends TargetOptions {
  readonly replace?: boolean;
  readonly hashes?: string;
  readonly json?: boolean;
}

const several = (value: string, before: readonly string[]): readonly string[] => [...before, value];

export function addClients(program: Command): void {
  const clients = program
    .command('clients')
    .description(
      'the systems and apps that may ask: which they are, and the operations that they may ask in production',
    );
  addTargetOptions(
    clients.command('list', { isDefault: true }).description('the clients, and how many operations each has'),
  )
    .option('--json', 'print JSON')
    .action(async (options: TargetOptions & { readonly json?: boolean }) => {
      const found = (await runOnHub(await readTarget(options), 'clients', {})) as ClientReport;
      if (options.json) return printJson(found);
      print(
        table(
          ['client', 'name', 'organisation', 'purposes', 'operations', 'latest'],
          found.clients.map((one) => [
            one.clientId,
            one.name,
            one.organisationNumber ?? '–',
            one.purposes.join(', ') || '–',
            String(one.documents),
            one.latest?.slice(0, 19) ?? '–',
          ]),
        ),
      );
      print(
        found.production ? 'Only these operations are answered.' : 'Any query is answered (`production` is not set).',
      );
    });
  clients
    .command('add <client-id>')
    .description('register a system in the settings: the client id that its tokens carry')
    .option('--config <file>', 'the settings of the hub (or OPPVEKST_CONFIG)')
    .requiredOption('--name <text>', 'what it is called on the access log')
    .requiredOption('--organisation <number>', 'the organisation number of who runs it')
    .requiredOption('--purpose <purpose>', 'a purpose that it has; may be given again', several, [])
    .option('--scope <scope>', 'a scope that its tokens must have; may be given again', several, [])
    .option('--issuer <issuer>', 'the issuer of its tokens, where the hub has several')
    .option('--replace', 'it is registered already: with this from now on')
    .action(async (clientId: string, options: AddOptions) => {
      const file = requireConfig(options);
      const { putInConfig } = await import('../edit-config.ts');
      const { name, organisation: organisationNumber, purpose: purposes, scope: scopes, issuer } = options;
      await putInConfig(file, {
        list: 'clients',
        key: 'clientId',
        entry: {
          clientId,
          name,
          organisationNumber,
          ...(issuer === undefined ? {} : { issuer }),
          ...(scopes.length === 0 ? {} : { scopes }),
          purposes,
        },
        replace: options.replace === true,
        taken: `${clientId} is registered already. Use --replace to change what is registered.`,
      });
      print(`${name} (${clientId}) is registered. Start the hub again; then the leader of each school decides on it.`);
    });
  addTargetOptions(
    clients
      .command('documents <client-id> <file>')
      .description('register the operations that a client may ask: GraphQL, or JSON of texts by their SHA-256'),
  )
    .option('--replace', 'withdraw those of its operations that are not in the file')
    .option('--hashes <file>', 'write the hash of each operation to a file, by its name (JSON)')
    .option('--json', 'print JSON')
    .action(async (clientId: string, file: string, options: DocumentsOptions) => {
      const input = { clientId, content: read(file), replace: options.replace === true };
      const report = (await runOnHub(await readTarget(options), 'documents', input)) as DocumentsReport;
      const hashes = Object.fromEntries(report.documents.map(({ name, hash }) => [name, hash]));
      if (options.hashes) writeFileSync(options.hashes, `${JSON.stringify(hashes, null, 2)}\n`);
      if (options.json) return printJson(report);
      print(table(['operation', 'sha-256'], Object.entries(hashes)));
      print(`${report.added} new, ${report.documents.length - report.added} known, ${report.withdrawn} withdrawn.`);
    });
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new HubError('BAD_INPUT', `${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`, {
      cause: error,
    });
  }
}
