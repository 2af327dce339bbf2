/** Recognises what a file is by its first bytes, never by its name. */
import { SaxesParser } from 'saxes';
import { HubError } from '#kit/errors/hub-error.ts';
import { isResultElement, pifuNamespace, resultElements } from './pifu/vocabulary.ts';
import type { Extract } from './roster-records.ts';
import { decodeText, type EncodingReading, readEncoding } from './text-encoding.ts';
import { refuseDoctype } from './xml-records.ts';

export interface PifuFormat {
  readonly standard: 'pifu-ims';
  readonly version: '1.3';
  readonly extract: Extract;
  /** Absence and grades come in files of their own, whatever `extract` says; large ones show it only further down. */
  readonly content: 'roster' | 'absence' | 'grades';
  readonly encoding: EncodingReading;
}
export interface OneRosterFormat {
  readonly standard: 'oneroster';
  /** Known from manifest.csv only. */
  readonly version?: string;
  readonly extract?: Extract;
  readonly form: 'zip' | 'csv';
}
export type RosterFormat = PifuFormat | OneRosterFormat;

/** How many bytes to look at. */
export const recognitionLength = 65_536;

export const formatsReadNow =
  'This hub reads PIFU-IMS 1.3 (XML: rosters, absence, grades) and OneRoster 1.1 and 1.2 (CSV, in a folder or a zip).';

/** The format in the words of a message. */
export function describeFormat(format: RosterFormat): string {
  if (format.standard === 'oneroster')
    return `OneRoster${format.version ? ` ${format.version}` : ''} (${format.form === 'zip' ? 'zip' : 'CSV'})`;
  const content = format.content === 'roster' ? 'roster' : `file of ${format.content}`;
  return `a PIFU-IMS ${format.version} ${content} of type "${format.extract}"`;
}

/** The format as a name for reports and the history, such as `PIFU-IMS 1.3 full`. */
export const nameOfFormat = (format: RosterFormat): string =>
  format.standard === 'pifu-ims'
    ? `PIFU-IMS ${format.version} ${format.content === 'roster' ? format.extract : format.content}`
    : `OneRoster ${format.version} CSV ${format.extract === 'full' ? 'bulk' : 'delta'}`;

/** Recognises a format from the first bytes; a file that is no roster at all is refused with what it looks like. */
export function recogniseFormat(firstBytes: Uint8Array): RosterFormat {
  if (firstBytes.length === 0) throw new HubError('BROKEN_FILE', `The file is empty (0 bytes). ${formatsReadNow}`);
  const binary = readMagic(firstBytes);
  if (binary === 'zip') return recogniseZip(firstBytes);
  if (binary) throw unknown(binary);
  const encoding = readEncoding(firstBytes);
  const text = decodeText(encoding.encoding).write(firstBytes.subarray(encoding.bomLength)).text;
  const start = text.trimStart();
  if (start === '' && firstBytes.length < recognitionLength)
    throw new HubError('BROKEN_FILE', `The file holds nothing but white space. ${formatsReadNow}`);
  if (start.startsWith('<')) return recogniseXml(text, encoding);
  if (/^[[{]/.test(start)) throw unknown('JSON');
  return recogniseCsv(start);
}

const unknown = (what: string) =>
  new HubError('UNKNOWN_FORMAT', `The file is ${what}, not a roster. ${formatsReadNow} Nothing was imported.`, {
    details: { found: what },
  });

const magics: readonly (readonly [string, readonly number[]])[] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['compressed with gzip (unpack it first)', [0x1f, 0x8b]],
  ['a PDF', [0x25, 0x50, 0x44, 0x46]],
  ['an old Office document', [0xd0, 0xcf, 0x11, 0xe0]],
];

function readMagic(bytes: Uint8Array): string | undefined {
  const found = magics.find(([, head]) => head.every((byte, index) => bytes[index] === byte));
  if (found) return found[0];
  const head = bytes.subarray(0, 1024);
  const isUtf16 = (head[0] === 0x3c && head[1] === 0) || (head[0] === 0 && head[1] === 0x3c) || (head[0] ?? 0) >= 0xfe;
  return head.includes(0) && !isUtf16 ? 'binary' : undefined;
}

/** The names of a zip's files stand in the clear. */
function recogniseZip(bytes: Uint8Array): RosterFormat {
  const text = Buffer.from(bytes).toString('latin1');
  if (/(?:^|\W)(?:manifest|orgs|users|enrollments|classes)\.csv/.test(text))
    return { standard: 'oneroster', form: 'zip' };
  throw unknown(
    text.includes('xl/') || text.includes('word/') ? 'an Office document' : 'a zip without OneRoster files',
  );
}

function recogniseCsv(text: string): RosterFormat {
  const header = (/^[^\r\n]*/.exec(text)?.[0] ?? '').replaceAll('"', '');
  if (/^propertyName\s*,\s*value/i.test(header)) {
    const version = /^"?oneroster\.version"?\s*,\s*"?([\d.]{1,10})/im.exec(text)?.[1];
    return { standard: 'oneroster', form: 'csv', ...(version === undefined ? {} : { version }) };
  }
  if (/^(?:sourcedId|userSourcedId)\s*,/i.test(header)) return { standard: 'oneroster', form: 'csv' };
  throw unknown(/^[^,;]{1,60}(?:[,;][^,;]{0,60}){2,}$/.test(header) ? 'a CSV of another kind' : 'text of another kind');
}

/** Reads as far as the first bytes go; what is broken in them is left for the reader to say. */
function recogniseXml(text: string, encoding: EncodingReading): RosterFormat {
  const parser = new SaxesParser({ xmlns: true });
  let root: { readonly local: string; readonly uri: string } | undefined;
  let extract: string | undefined;
  let content: PifuFormat['content'] = 'roster';
  const path: string[] = [];
  if (/^\s*<!doctype\s+html|^\s*<html/i.test(text)) throw unknown('a web page (perhaps an error page saved as a file)');
  // Refused before the parser sees it: everything before the root is a declaration, comments and white space.
  const prolog = text
    .slice(0, rootStart(text))
    .replace(/<!--[\s\S]*?(?:-->|$)/g, (comment) => comment.replace(/[^\n]/g, ' '));
  const doctype = prolog.search(/<!DOCTYPE/);
  if (doctype >= 0) throw refuseDoctype(prolog.slice(0, doctype).split('\n').length);
  parser.on('opentag', (tag) => {
    root ??= tag;
    path.push(tag.local);
    if (isResultElement(tag.local)) content = resultElements[tag.local];
  });
  parser.on('text', (value) => {
    if (path.join('/') === 'enterprise/properties/type') extract ??= value.trim();
  });
  parser.on('closetag', () => void path.pop());
  let problem: string | undefined;
  try {
    parser.write(text);
  } catch (error) {
    problem = `${error instanceof Error ? error.message : 'it cannot be read'}`;
  }
  if (!root) throw noRoot(problem);
  if (root.uri !== pifuNamespace || root.local !== 'enterprise') throw otherXml(root);
  if (extract === 'full' || extract === 'delta' || extract === 'event')
    return { standard: 'pifu-ims', version: '1.3', extract, content, encoding };
  throw noType(extract, problem);
}

/** Where the root element begins: the first `<` before a name, outside comments. */
function rootStart(text: string): number {
  const withoutComments = text.replace(/<!--[\s\S]*?(?:-->|$)/g, (comment) => ' '.repeat(comment.length));
  const at = withoutComments.search(/<[\p{L}_:]/u);
  return at < 0 ? text.length : at;
}

const noRoot = (problem: string | undefined) =>
  new HubError(
    'BROKEN_FILE',
    `The file begins as XML but has no root element${problem ? ` (${problem})` : ''}. ${formatsReadNow}`,
  );

const otherXml = (root: { readonly local: string; readonly uri: string }) => {
  const namespace = root.uri === '' ? 'without a namespace' : `in the namespace "${root.uri.slice(0, 200)}"`;
  return unknown(
    `XML with the root element <${root.local.slice(0, 60)}> ${namespace} (a PIFU roster has <enterprise> in "${pifuNamespace}")`,
  );
};

const noType = (extract: string | undefined, problem: string | undefined) => {
  if (extract !== undefined)
    return new HubError(
      'BROKEN_FILE',
      `The PIFU file says type "${extract.slice(0, 40)}" in <properties>; PIFU-IMS has full, delta and event. ${formatsReadNow}`,
    );
  const why = problem === undefined ? '' : `; reading stopped at ${problem}`;
  return new HubError(
    'BROKEN_FILE',
    `The PIFU file has no <properties><type> within its first ${recognitionLength / 1024} kB${why}. Nothing was imported.`,
  );
};
