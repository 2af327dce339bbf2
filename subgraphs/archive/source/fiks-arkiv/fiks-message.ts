/** The message types of the protocol no.ks.fiks.arkiv V1 that the hub takes part in. */
export const messageTypes = {
  sok: 'no.ks.fiks.arkiv.v1.innsyn.sok',
  sokResultatNoekler: 'no.ks.fiks.arkiv.v1.innsyn.sok.resultat.noekler',
  opprett: 'no.ks.fiks.arkiv.v1.arkivering.arkivmelding.opprett',
  mottatt: 'no.ks.fiks.arkiv.v1.arkivering.arkivmelding.opprett.mottatt',
  kvittering: 'no.ks.fiks.arkiv.v1.arkivering.arkivmelding.opprett.kvittering',
  ugyldigforespoersel: 'no.ks.fiks.arkiv.v1.feilmelding.ugyldigforespoersel',
  serverfeil: 'no.ks.fiks.arkiv.v1.feilmelding.serverfeil',
  ikkefunnet: 'no.ks.fiks.arkiv.v1.feilmelding.ikkefunnet',
} as const;

/** One message of the exchange. `mottatt` has no payload; an `opprett` carries the documents as files. */
export interface FiksMessage {
  readonly id: string;
  readonly type: string;
  /** The id of the message that this one answers (svar på melding). */
  readonly replyTo?: string;
  /** The XML payload. */
  readonly payload?: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** The transport that carries messages to and from the archive (in production Fiks IO). It delivers at least once, in any order. */
export interface FiksTransport {
  send(message: FiksMessage): Promise<void>;
  /** Calls the handler for each message that comes; the answer stops it. */
  receive(handler: (message: FiksMessage) => void): () => void;
}
