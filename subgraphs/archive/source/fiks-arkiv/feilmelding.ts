import { namespaces } from '../arkivmelding/namespaces.ts';
import { ElementReader } from '../xml/element-reader.ts';
import { readXml } from '../xml/read-xml.ts';
import { element, writeXml } from '../xml/write-xml.ts';
import { type Failure, readFailure } from './kvittering.ts';

/** `ugyldigforespoersel`: the message is wrong (do not repeat it). `serverfeil`: the archive is. `ikkefunnet`: no such thing there. */
export type FailureKind = 'ugyldigforespoersel' | 'serverfeil' | 'ikkefunnet';

export const writeFeilmelding = (kind: FailureKind, failure: Failure): string =>
  writeXml({
    name: kind,
    attributes: { xmlns: namespaces[kind], 'xmlns:fm': namespaces.feilmelding },
    children: [element('fm:feilId', failure.id), element('fm:feilmelding', failure.message)].filter(
      (one) => one !== undefined,
    ),
  });

export function readFeilmelding(xml: string): Failure & { readonly kind: FailureKind } {
  const root = readXml(xml, 'feilmelding');
  const reader = new ElementReader(root, 'feilmelding');
  const kind = (['ugyldigforespoersel', 'serverfeil', 'ikkefunnet'] as const).find(
    (one) => root.name === one && root.namespace === namespaces[one],
  );
  if (!kind) throw reader.problem(`<${root.name}> is no error message of Fiks Arkiv V1`);
  return { kind, ...readFailure(reader) };
}
