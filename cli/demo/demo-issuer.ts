import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { type AssuranceLevel, assuranceLevels } from '#contracts/assurance.ts';
import { HubError } from '#kit/errors/hub-error.ts';

/** The demo's own issuer of tokens for one hub: its key lies in the demo's folder, and no hub that is not a demo trusts it. */
export interface DemoIssuer {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: { readonly keys: Array<JWK & { kty: string; kid: string; use: 'sig' }> };
  issue(subject: DemoSubject, level?: AssuranceLevel): Promise<string>;
}

export type DemoSubject =
  | { readonly kind: 'national-id'; readonly nationalId: string }
  | { readonly kind: 'feide'; readonly feideId: string }
  | { readonly kind: 'system'; readonly clientId: string; readonly organisationNumber?: string };

/** What the demo's claim `acr` means: the names of the levels themselves. */
export const demoAssurance = { levels: Object.fromEntries(assuranceLevels.map((level) => [level, level])) };

const eightHours = 8 * 60 * 60;
const fileOf = (hubFolder: string) => join(hubFolder, 'keys', 'demo-issuer.json');

/** Opens a hub's demo issuer; made on first use when `create` is set. */
export async function openDemoIssuer(
  hubFolder: string,
  hubName: string,
  create = false,
  now: () => Date = () => new Date(),
): Promise<DemoIssuer> {
  const file = fileOf(hubFolder);
  if (!existsSync(file)) {
    if (!create) throw new HubError('NOT_FOUND', `There is no demo in ${hubFolder}. Run \`npm start\` first.`);
    mkdirSync(join(hubFolder, 'keys'), { recursive: true, mode: 0o700 });
    const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
    writeFileSync(file, JSON.stringify(await exportJWK(privateKey)), { mode: 0o600 });
  }
  const jwk = JSON.parse(readFileSync(file, 'utf8')) as JWK;
  const { d: _, ...publicPart } = jwk;
  const names = { issuer: `urn:oppvekst:demo:${hubName}`, audience: `urn:oppvekst:hub:${hubName}` };
  return {
    ...names,
    keys: { keys: [{ ...publicPart, kty: 'OKP', kid: `demo-${hubName}`, use: 'sig', alg: 'EdDSA' }] },
    async issue(subject, level = 'high') {
      const issuedAt = Math.floor(now().getTime() / 1_000);
      return new SignJWT({ ...claimsOf(subject), ...(subject.kind === 'system' ? {} : { acr: level }) })
        .setProtectedHeader({ alg: 'EdDSA', kid: `demo-${hubName}` })
        .setIssuer(names.issuer)
        .setAudience(names.audience)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + eightHours)
        .sign(await importJWK(jwk, 'EdDSA'));
    },
  };
}

/** What an issuer of the demo says of somebody. */
export function claimsOf(subject: DemoSubject): Record<string, unknown> {
  if (subject.kind === 'national-id') return { pid: subject.nationalId };
  if (subject.kind === 'feide') return { 'https://n.feide.no/claims/eduPersonPrincipalName': subject.feideId };
  const { clientId, organisationNumber } = subject;
  const consumer = { authority: 'iso6523-actorid-upis', ID: `0192:${organisationNumber}` };
  return { client_id: clientId, ...(organisationNumber === undefined ? {} : { consumer }) };
}
