import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { HubError } from '#kit/errors/hub-error.ts';
import { readConfig, requireConfig } from '../hub-target.ts';
import { fingerprintOf, isFingerprintOf, type PeerFile, peerFileOf, readPeerFile } from '../peers/peer-file.ts';
import { print, table } from '../print.ts';

interface PeersOptions {
  readonly config?: string;
  readonly out?: string;
  readonly fingerprint?: string;
  readonly replace?: boolean;
}

export function addPeers(program: Command): void {
  const peers = program
    .command('peers')
    .description('the hubs of other controllers: give them this hub’s public keys, take theirs');
  const common = (command: Command) =>
    command.option('--config <file>', 'the settings of the hub (or OPPVEKST_CONFIG)');
  common(peers.command('list', { isDefault: true }).description('the peers that the settings name')).action(
    async (options: PeersOptions) => {
      const { peers: known } = await readConfig(requireConfig(options));
      if (known.length === 0) return print('No peers yet.');
      print(
        table(
          ['number', 'name', 'address'],
          known.map((peer) => [peer.organisationNumber, peer.name, peer.url]),
        ),
      );
    },
  );
  common(
    peers.command('export').description('write this hub’s own file for its peers: public keys and address, no secret'),
  )
    .option('--out <file>', 'where to; standard output when it is not given')
    .action(async (options: PeersOptions) => {
      const settings = await readConfig(requireConfig(options));
      const { openHubSecrets } = await import('#kit/serve/hub-secrets.ts');
      const own = peerFileOf(settings, (await openHubSecrets(settings.keysFolder, false)).keys);
      const text = `${JSON.stringify(own, null, 2)}\n`;
      if (!options.out) return void process.stdout.write(text);
      writeFileSync(options.out, text);
      print(
        `${options.out} is written. Send it to the peer, and read its fingerprint to them another way:\n  ${fingerprintOf(own)}`,
      );
    });
  common(
    peers.command('add <file>').description('take a peer’s file into the settings, once its fingerprint is confirmed'),
  )
    .option('--fingerprint <text>', 'the fingerprint that the peer has told; asked for on a terminal')
    .option('--replace', 'the peer has new keys or a new address')
    .action(async (path: string, options: PeersOptions) => {
      const file = requireConfig(options);
      const peer = await readPeerFile(path);
      await confirmPeer(peer, options.fingerprint);
      const { putInConfig } = await import('../edit-config.ts');
      const { format: _, ...entry } = peer;
      await putInConfig(file, {
        list: 'peers',
        key: 'organisationNumber',
        entry,
        replace: options.replace === true,
        taken: `${peer.name} is a peer already. Use --replace when it has new keys or a new address.`,
      });
      print(`${peer.name} (${peer.organisationNumber}, ${peer.url}) is a peer now. Start the hub again.`);
    });
}

/** A file that came by mail is nobody's for certain: the fingerprint must be the one that the peer has told another way. */
export async function confirmPeer(peer: PeerFile, told: string | undefined): Promise<void> {
  if (told !== undefined) {
    if (isFingerprintOf(told, peer)) return;
    throw new HubError(
      'FORBIDDEN',
      `The fingerprint of the file is ${fingerprintOf(peer)}: it is not the one given. Ask the peer anew.`,
    );
  }
  if (!process.stdin.isTTY)
    throw new HubError(
      'BAD_INPUT',
      `The file of ${peer.name} has the fingerprint ${fingerprintOf(peer)}. Confirm it with --fingerprint.`,
    );
  const { confirm } = await import('@inquirer/prompts');
  print(`${peer.name}, ${peer.organisationNumber}, ${peer.url}\nFingerprint: ${fingerprintOf(peer)}`);
  const same = await confirm({
    message: 'Has the peer read the same fingerprint to you, by telephone or another way?',
    default: false,
  });
  if (!same) throw new HubError('FORBIDDEN', 'The peer is not taken in: its fingerprint was not confirmed.');
}
