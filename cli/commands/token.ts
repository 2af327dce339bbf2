import type { Command } from 'commander';
import { type AssuranceLevel, assuranceLevels, isAssuranceLevel } from '#contracts/assurance.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import {
  castSubject,
  type DemoHubName,
  type DemoManifest,
  defaultDataFolder,
  hubFolderOf,
  ofHub,
  readHubName,
} from '../demo/demo-folder.ts';
import { type DemoSubject, openDemoIssuer } from '../demo/demo-issuer.ts';
import { readManifest } from '../demo/read-manifest.ts';
import { print, printJson, table } from '../print.ts';

interface TokenOptions {
  readonly hub: string;
  readonly data: string;
  readonly as?: string;
  readonly nationalId?: string;
  readonly feide?: string;
  readonly system?: string;
  readonly level: string;
  readonly list?: boolean;
  readonly json?: boolean;
}

export function addToken(program: Command): void {
  program
    .command('token')
    .description('print a bearer token for a person or system of the demo')
    .option('--hub <name>', 'ringsaker, sarpsborg, innlandet or furuberget', 'ringsaker')
    .option('--as <role>', 'somebody of the demo, such as case-worker (see --list)')
    .option('--national-id <number>', 'a person, as ID-porten would say it')
    .option('--feide <user@realm>', 'a pupil or member of staff, as Feide would say it')
    .option('--system <client>', 'a registered system')
    .option('--level <level>', 'how surely it is known who it is: low, substantial or high', 'high')
    .option('--list', 'show whom one may be')
    .option('--json', 'print JSON')
    .option('--data <folder>', 'the demo’s folder', defaultDataFolder())
    .addHelpText(
      'after',
      `
Example:
  curl -s http://127.0.0.1:4000/graphql -H "Authorization: Bearer $(npx oppvekst token --as case-worker)" \\
    -H 'Oppvekst-Purpose: school-change' -H 'content-type: application/json' \\
    --data '{"query":"{ schools(first: 3) { edges { node { name } } } }"}'`,
    )
    .action(async (options: TokenOptions) => {
      const hub = readHubName(options.hub);
      const manifest = readManifest(options.data);
      const cast = ofHub(manifest.cast, hub);
      if (options.list) {
        if (options.json) return printJson(cast.map(({ role, description }) => ({ role, description })));
        return print(
          table(
            ['role', 'who'],
            cast.map(({ role, description }) => [role, description]),
          ),
        );
      }
      const issuer = await openDemoIssuer(hubFolderOf(options.data, hub), hub);
      const subject = subjectOf(options, manifest, hub);
      // The demo's systems are run by the controllers themselves.
      const { organisationNumber } = ofHub(manifest.controllers, hub);
      const acting = subject.kind === 'system' ? { ...subject, organisationNumber } : subject;
      const token = await issuer.issue(acting, levelOf(options));
      if (options.json) printJson({ hub, token });
      else print(token);
    });
}

function levelOf({ level }: TokenOptions): AssuranceLevel {
  if (isAssuranceLevel(level)) return level;
  throw new HubError('BAD_INPUT', `--level must be one of: ${assuranceLevels.join(', ')}.`);
}

function subjectOf(options: TokenOptions, manifest: DemoManifest, hub: DemoHubName): DemoSubject {
  const given = [options.as, options.nationalId, options.feide, options.system].filter(Boolean);
  if (given.length !== 1)
    throw new HubError('BAD_INPUT', 'Say who: one of --as, --national-id, --feide or --system (or --list).');
  if (options.nationalId) return { kind: 'national-id', nationalId: options.nationalId };
  if (options.feide) return { kind: 'feide', feideId: options.feide };
  if (options.system) return { kind: 'system', clientId: options.system };
  return castSubject(manifest, hub, options.as ?? '');
}
