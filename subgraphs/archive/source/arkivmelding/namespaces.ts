const base = 'https://ks-no.github.io/standarder/fiks-protokoll/fiks-arkiv';

/** The namespaces of the Fiks Arkiv V1 messages that the hub writes and reads. */
export const namespaces = {
  opprett: `${base}/arkivmelding/opprett/v1`,
  kvittering: `${base}/arkivmelding/opprett/kvittering/v1`,
  sok: `${base}/sok/v1`,
  noekler: `${base}/sokeresultat/noekler/v1`,
  noeklerStruktur: `${base}/arkivstruktur/noekler/v1`,
  feilmelding: `${base}/feil/feilmelding/v1`,
  ugyldigforespoersel: `${base}/feil/ugyldigforespoersel/v1`,
  serverfeil: `${base}/feil/serverfeil/v1`,
  ikkefunnet: `${base}/feil/ikkefunnet/v1`,
  metadata: `${base}/metadatakatalog/v1`,
  xsi: 'http://www.w3.org/2001/XMLSchema-instance',
} as const;

/** The declarations that stand on the root of a message: its own namespace, the metadata catalogue as `md`, and `xsi`. */
export const rootAttributes = (own: string): Readonly<Record<string, string>> => ({
  xmlns: own,
  'xmlns:md': namespaces.metadata,
  'xmlns:xsi': namespaces.xsi,
});
