import type { HubSettingsInput } from '#kit/config/hub-settings.ts';
import type { PeerFile } from '../peers/peer-file.ts';
import type { Answers } from './answers.ts';
import { issuersOf } from './issuer-answers.ts';

/** The settings that the answers make. */
export function configOf(answers: Answers, peers: readonly PeerFile[]): HubSettingsInput {
  const text = (key: string): string => String(answers[key]);
  const given = (key: string) => answers[key] !== undefined;
  return {
    controller: {
      organisationNumber: text('organisationNumber'),
      name: text('name'),
      municipalityNumber: given('municipalityNumber') ? text('municipalityNumber') : null,
      kind: answers.kind as 'MUNICIPALITY',
    },
    people: answers.people as 'real' | 'synthetic',
    host: text('host'),
    port: Number(answers.port),
    publicUrl: text('publicUrl'),
    ...(answers.encryption === 'proxy' ? { proxy: { trusted: listOf(text('trustedProxies')) } } : {}),
    ...(answers.encryption === 'own' ? { tls: { certFile: text('certFile'), keyFile: text('keyFile') } } : {}),
    database: databaseOf(answers),
    ...(given('kafkaBrokers') ? { eventLog: { kind: 'kafka' as const, brokers: listOf(text('kafkaBrokers')) } } : {}),
    keysFolder: text('keysFolder'),
    stateFolder: text('stateFolder'),
    peers: peers.map(({ format: _, ...peer }) => peer),
    issuers: issuersOf(answers),
    subgraphs: {
      'school-administration': {
        ...(given('rosterFolder') ? { roster: { pickUp: { folder: text('rosterFolder') } } } : {}),
        ...(given('folkeregisteretUrl') ? { register: { url: text('folkeregisteretUrl') } } : {}),
        administrators: [
          {
            ...(text('administrator').includes('@')
              ? { feideId: text('administrator') }
              : { nationalId: text('administrator') }),
            givenName: text('administratorGivenName'),
            familyName: text('administratorFamilyName'),
          },
        ],
      },
      ...(given('feideUrl') ? { feide: { url: text('feideUrl'), realm: text('feideRealm') } } : {}),
    },
  };
}

const listOf = (text: string): string[] => text.split(',').map((part) => part.trim());

function databaseOf(answers: Answers): HubSettingsInput['database'] {
  if (answers.database === 'folder')
    return {
      kind: 'folder',
      folder: String(answers.databaseFolder),
      ...(answers.realDataInFolder === true ? { realData: true } : {}),
    };
  // Without an address the environment gives it: it is a secret.
  return {
    kind: 'postgres',
    ...(answers.databaseUrl === undefined ? {} : { url: String(answers.databaseUrl) }),
  } as HubSettingsInput['database'];
}
