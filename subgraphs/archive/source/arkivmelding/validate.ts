import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HubError } from '#kit/errors/hub-error.ts';

/** The messages that have an XSD of their own in Fiks Arkiv V1, by the name of the file. */
export const messageSchemas = {
  opprett: 'no.ks.fiks.arkiv.v1.arkivering.arkivmelding.opprett.xsd',
  kvittering: 'no.ks.fiks.arkiv.v1.arkivering.arkivmelding.opprett.kvittering.xsd',
  sok: 'no.ks.fiks.arkiv.v1.innsyn.sok.xsd',
  noekler: 'no.ks.fiks.arkiv.v1.innsyn.sok.resultat.noekler.xsd',
  ugyldigforespoersel: 'no.ks.fiks.arkiv.v1.feilmelding.ugyldigforespoersel.xsd',
  serverfeil: 'no.ks.fiks.arkiv.v1.feilmelding.serverfeil.xsd',
} as const;
export type MessageSchema = keyof typeof messageSchemas;

export interface SchemaProblem {
  readonly line: number;
  readonly problem: string;
}

/** Answers with every breach of the XSD; none when the message is valid. */
export type Validate = (schema: MessageSchema, xml: string) => SchemaProblem[];

let folders = 0;

/**
 * Reads a folder with the XSDs of Fiks Arkiv V1. The validator is WebAssembly of some megabytes, so it is loaded here and not at
 * start; schemas are resolved among the files of the folder alone, never from disk or network by what a message says.
 */
export async function loadValidator(folder: string): Promise<Validate> {
  const { XmlBufferInputProvider, XmlDocument, XmlLibError, XsdValidator, xmlRegisterInputProvider } = await import(
    'libxml2-wasm'
  );
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.xsd'));
  const missing = Object.values(messageSchemas).filter((name) => !names.includes(name));
  if (missing.length > 0)
    throw new HubError(
      'CONFIG',
      `The folder of archive schemas lacks ${missing.join(', ')}. Point it at Fiks Arkiv's V1 folder.`,
    );
  folders += 1;
  const root = `archive-schemas-${folders}/`;
  const files = await Promise.all(
    names.map(async (name) => [root + name, await readFile(join(folder, name))] as const),
  );
  const contents = Object.fromEntries(files);
  xmlRegisterInputProvider(new XmlBufferInputProvider(contents));
  const validators = new Map<MessageSchema, InstanceType<typeof XsdValidator>>();

  const validatorFor = (schema: MessageSchema) => {
    const kept = validators.get(schema);
    if (kept) return kept;
    const url = root + messageSchemas[schema];
    using document = XmlDocument.fromBuffer(contents[url] ?? new Uint8Array(), { url });
    const validator = XsdValidator.fromDoc(document);
    validators.set(schema, validator);
    return validator;
  };

  return (schema, xml) => {
    try {
      using document = XmlDocument.fromString(xml);
      validatorFor(schema).validate(document);
      return [];
    } catch (error) {
      if (!(error instanceof XmlLibError)) throw error;
      return error.details.map(({ line, message }) => ({ line, problem: message.trim() }));
    }
  };
}
