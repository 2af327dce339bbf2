import type { Code } from '../../domain/code-lists.ts';
import { wordFor } from '../../domain/code-lists.ts';
import type { Screening } from '../../domain/screening.ts';
import type { ElementReader } from '../xml/element-reader.ts';
import { element, type XmlNode } from '../xml/write-xml.ts';

/** The fagsystem (M016) under which archives know our keys. */
export const ownSystem = 'oppvekst-hub';

/** M800 kode: a code with its description. */
export const codeElement = (name: string, code: Code | undefined): XmlNode | undefined =>
  code && element(name, [element('md:kode', code.code), element('md:beskrivelse', code.description)]);

/** M803 referanseEksternNoekkel: our own key for something in the archive. */
export const keyElement = (key: string, name = 'referanseEksternNoekkel'): XmlNode | undefined =>
  element(name, [element('md:fagsystem', ownSystem), element('md:noekkel', key)]);

/** M801 identifikatorer, of which we give the name alone. */
export const nameElement = (name: string, text: string | undefined): XmlNode | undefined =>
  text === undefined ? undefined : element(name, [element('md:navn', text)]);

export const screeningElement = (screening: Screening | undefined): XmlNode | undefined =>
  screening &&
  element('skjerming', [
    element('tilgangsrestriksjon', [element('md:kode', screening.restriction)]),
    element('skjermingshjemmel', screening.legalBasis),
    element('skjermingOpphoererDato', screening.until),
  ]);

/** Our word for the code in a child element. */
export function readCode<Word extends string>(
  reader: ElementReader,
  name: string,
  table: Readonly<Record<Word, Code>>,
): Word {
  const code = reader.required(name).requiredText('kode');
  const word = wordFor(table, code);
  if (!word) {
    const known = (Object.values(table) as Code[]).map((one) => one.code).join(', ');
    throw reader.problem(`<${name}> has the code '${code}'; known are ${known}`);
  }
  return word;
}

/** Our own key, or undefined when the element bears another system's. */
export function readKey(reader: ElementReader): string | undefined {
  const key = reader.optional('referanseEksternNoekkel');
  return key?.requiredText('fagsystem') === ownSystem ? key.requiredText('noekkel') : undefined;
}

export function readScreening(reader: ElementReader): Screening | undefined {
  const screening = reader.optional('skjerming');
  if (!screening) return undefined;
  const until = screening.date('skjermingOpphoererDato');
  return {
    restriction: screening.required('tilgangsrestriksjon').requiredText('kode'),
    legalBasis: screening.requiredText('skjermingshjemmel'),
    ...(until ? { until } : {}),
  };
}
