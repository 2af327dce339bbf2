import type { CaseNumber } from '../../domain/pupil-record.ts';
import { keyElement, ownSystem } from '../arkivmelding/code-elements.ts';
import { namespaces, rootAttributes } from '../arkivmelding/namespaces.ts';
import { rootReader } from '../xml/element-reader.ts';
import { element, writeXml, type XmlNode } from '../xml/write-xml.ts';

/** A search for the pupil record that bears our key for a child. */
export interface RecordSearch {
  readonly childId: string;
  readonly take: number;
  readonly skip: number;
}

/** A record that an archive found: the keys alone (responstype noekler), which is all the hub needs to know. */
export interface FoundRecord {
  readonly systemId: string;
  readonly childId: string;
  readonly caseNumber?: CaseNumber;
}

export interface SearchResult {
  readonly count: number;
  readonly take: number;
  readonly skip: number;
  readonly records: readonly FoundRecord[];
}

const present = (nodes: readonly (XmlNode | undefined)[]) => nodes.filter((node) => node !== undefined);

/** Writes `sok`: saksmapper whose external key is ours for this child. A national id is never searched for. */
export const writeSok = (search: RecordSearch): string =>
  writeXml({
    name: 'sok',
    attributes: rootAttributes(namespaces.sok),
    children: present([
      element('system', 'Oppvekst hub'),
      element('take', search.take),
      element('skip', search.skip),
      element(
        'sokdefinisjon',
        [
          element('responstype', 'noekler'),
          element('parametere', [
            element('operator', 'equal'),
            element('sokVerdier', [
              element('eksternNoekkel', [element('fagsystem', ownSystem), element('noekkel', search.childId)]),
            ]),
            element('felt', 'mappeEksternNoekkel'),
          ]),
        ],
        { 'xsi:type': 'saksmappeSokdefinisjon' },
      ),
    ]),
  });

/** Reads a `sok` that this module wrote: the one search that the hub makes. */
export function readSok(xml: string): RecordSearch {
  const reader = rootReader(xml, 'sok', namespaces.sok);
  const parameter = reader.required('sokdefinisjon').required('parametere');
  const key = parameter.required('sokVerdier').required('eksternNoekkel');
  if (parameter.requiredText('felt') !== 'mappeEksternNoekkel' || key.requiredText('fagsystem') !== ownSystem)
    throw parameter.problem('only a search for a record by the key of the hub is known');
  return {
    childId: key.requiredText('noekkel'),
    take: reader.requiredInteger('take'),
    skip: reader.requiredInteger('skip'),
  };
}

/** Writes `sok.resultat.noekler`. */
export const writeSearchResult = (result: SearchResult): string =>
  writeXml({
    name: 'sokeresultatNoekler',
    attributes: { ...rootAttributes(namespaces.noekler), 'xmlns:as': namespaces.noeklerStruktur },
    children: present([
      element('system', 'Oppvekst hub'),
      element('take', result.take),
      element('skip', result.skip),
      element('count', result.count),
      element('resultattype', 'saksmappe'),
      element(
        'resultatListe',
        result.records.map((record) =>
          element('resultatNoekler', [
            element('saksmappe', [
              element('as:systemID', record.systemId),
              keyElement(record.childId, 'as:referanseEksternNoekkel'),
              record.caseNumber &&
                element('as:saksnummer', [
                  element('md:saksaar', record.caseNumber.year),
                  element('md:sakssekvensnummer', record.caseNumber.sequence),
                ]),
            ]),
          ]),
        ),
      ),
    ]),
  });

/** Reads `sok.resultat.noekler`; records that bear another system's key are left out. */
export function readSearchResult(xml: string): SearchResult {
  const reader = rootReader(xml, 'sokeresultatNoekler', namespaces.noekler);
  const found = reader
    .required('resultatListe')
    .children('resultatNoekler')
    .flatMap((one) => one.children('saksmappe'));
  return {
    count: reader.requiredInteger('count'),
    take: reader.requiredInteger('take'),
    skip: reader.requiredInteger('skip'),
    records: found.flatMap((one) => {
      const key = one.optional('referanseEksternNoekkel');
      if (key?.requiredText('fagsystem') !== ownSystem) return [];
      const number = one.optional('saksnummer');
      return {
        systemId: one.requiredText('systemID'),
        childId: key.requiredText('noekkel'),
        ...(number
          ? {
              caseNumber: {
                year: number.requiredInteger('saksaar'),
                sequence: number.requiredInteger('sakssekvensnummer'),
              },
            }
          : {}),
      };
    }),
  };
}
