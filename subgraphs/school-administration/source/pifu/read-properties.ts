/** The `properties` of a PIFU file: which system it speaks for and what kind of extract it is. */
import { HubError } from '#kit/errors/hub-error.ts';
import { readText } from '../read-values.ts';
import type { RosterHeader } from '../roster-records.ts';
import type { XmlNode } from '../xml-records.ts';
import { child, present, textOf } from './read-fields.ts';
import { extracts } from './vocabulary.ts';

const isExtract = (text: string): text is keyof typeof extracts => Object.hasOwn(extracts, text);

export function readProperties(node: XmlNode): RosterHeader {
  const source = textOf(node, 'datasource');
  const type = textOf(node, 'type') ?? '';
  if (source === undefined)
    throw brokenProperties(node.line, 'there is no <datasource>, so nobody can say whose data the file replaces');
  if (!isExtract(type))
    throw brokenProperties(node.line, `the <type> is "${type.slice(0, 40)}", not full, delta or event`);
  return {
    record: 'header',
    line: node.line,
    extract: extracts[type],
    source,
    ...present({ createdAt: readText(child(node, 'datetime')?.text) }),
  };
}

const brokenProperties = (line: number, what: string): HubError =>
  new HubError('BROKEN_FILE', `Line ${line}: in <properties>, ${what}. Nothing was imported.`, { details: { line } });
