/**
 * A streaming XML reader that hands out one record (a small tree) at a time and never holds more than that.
 *
 * Strict: not well-formed, a document type declaration (where an entity bomb lives), a record or a piece of text out of all
 * proportion, and a file that ends too early are refused with the line.
 */
import { SaxesParser } from 'saxes';
import { HubError } from '#kit/errors/hub-error.ts';

export interface XmlNode {
  readonly name: string;
  readonly line: number;
  readonly attributes: Readonly<Record<string, string>>;
  /** Its own text, without its children's. */
  text: string;
  readonly children: XmlNode[];
}

/** `open` and `close` frame a container; a `record` is a whole tree; `foreign` is an element that was passed over. */
export type XmlPiece =
  | { readonly kind: 'open' | 'close'; readonly name: string; readonly line: number }
  | { readonly kind: 'record'; readonly node: XmlNode }
  | { readonly kind: 'foreign'; readonly name: string; readonly line: number };

export interface XmlRecordOptions {
  readonly namespace: string;
  readonly root: string;
  /** Elements whose children are records: the root, and those too large to hold. */
  readonly containers: ReadonlySet<string>;
  /** Passed over unread, without a word. */
  readonly ignored: ReadonlySet<string>;
  /** Everything else that may occur; what is not here is passed over as `foreign`. */
  readonly known: ReadonlySet<string>;
}

/** Characters of one piece of text, and of one record. */
export const maxCharacters = 1_000_000;
const maxDepth = 40;

export interface XmlRecords {
  /** The line the reader has come to. */
  line(): number;
  write(text: string): XmlPiece[];
  end(): XmlPiece[];
}

export function xmlRecords(options: XmlRecordOptions): XmlRecords {
  const parser = new SaxesParser({ xmlns: true });
  let pieces: XmlPiece[] = [];
  let depth = 0;
  let skipFrom = 0;
  let openTagLine = 1;
  // Between two pieces of text the parser's own position counts the last one twice.
  let written = 0;
  let lastEventAt = 0;
  let recordFrom = 0;
  const path: XmlNode[] = [];
  const openContainers: string[] = [];

  // At most six handlers: with a seventh V8 keeps the parser as a hash table, and it is four times as slow.
  parser.on('opentagstart', () => {
    // The character that ended the name has been read: when it was a line break, the name stood on the line before.
    openTagLine = parser.line - (parser.column === 0 ? 1 : 0);
  });
  parser.on('opentag', (tag) => {
    lastEventAt = parser.position;
    depth++;
    if (depth > maxDepth) throw broken(openTagLine, `elements are nested more than ${maxDepth} deep`);
    if (skipFrom > 0) return;
    if (depth === 1) requireRoot(tag, options, openTagLine);
    const ours = tag.uri === options.namespace;
    if (ours && options.ignored.has(tag.local)) {
      skipFrom = depth;
    } else if (ours && path.length === 0 && options.containers.has(tag.local)) {
      openContainers.push(tag.local);
      pieces.push({ kind: 'open', name: tag.local, line: openTagLine });
    } else if (ours && options.known.has(tag.local)) {
      const node = { name: tag.local, line: openTagLine, attributes: plain(tag.attributes), text: '', children: [] };
      if (path.length === 0) recordFrom = parser.position;
      path.at(-1)?.children.push(node);
      path.push(node);
    } else {
      pieces.push({ kind: 'foreign', name: tag.name, line: openTagLine });
      skipFrom = depth;
    }
  });
  parser.on('closetag', (tag) => {
    lastEventAt = parser.position;
    if (skipFrom > 0) {
      if (skipFrom === depth) skipFrom = 0;
    } else if (path.length > 0) {
      const node = path.pop();
      if (path.length === 0 && node) pieces.push({ kind: 'record', node });
    } else {
      openContainers.pop();
      pieces.push({ kind: 'close', name: tag.local, line: parser.line });
    }
    depth--;
  });
  const take = (text: string) => {
    lastEventAt = parser.position;
    const node = path.at(-1);
    if (node && skipFrom === 0) node.text += text;
  };
  parser.on('text', take);
  parser.on('cdata', take);
  parser.on('doctype', () => {
    throw refuseDoctype(parser.line);
  });

  const finish = (): XmlPiece[] => {
    const done = pieces;
    pieces = [];
    return done;
  };
  return {
    line: () => parser.line,
    write(text) {
      try {
        parser.write(text);
      } catch (error) {
        throw asBroken(error, parser.line);
      }
      written += text.length;
      if (written - lastEventAt > maxCharacters) throw tooLarge(parser.line, path.at(-1)?.name ?? options.root);
      if (path.length > 0 && written - recordFrom > maxCharacters)
        throw tooLarge(path[0]?.line ?? parser.line, path[0]?.name ?? options.root);
      return finish();
    },
    end() {
      const open = path.at(0)?.name ?? openContainers.at(-1);
      const { line } = parser;
      try {
        parser.close();
      } catch (error) {
        if (open === undefined) throw asBroken(error, line);
        throw new HubError(
          'BROKEN_FILE',
          `Line ${line}: the file ends in the middle of <${open}>: it has been cut off. Nothing was imported. ` +
            'Export or transfer it again.',
          { details: { line }, cause: error },
        );
      }
      return finish();
    },
  };
}

function requireRoot(tag: { local: string; uri: string }, options: XmlRecordOptions, line: number): void {
  if (tag.local === options.root && tag.uri === options.namespace) return;
  throw broken(
    line,
    `the root element is <${tag.local}> in "${tag.uri}", not <${options.root}> in "${options.namespace}"`,
  );
}

const noAttributes: Readonly<Record<string, string>> = Object.freeze({});

/** Attributes by local name. Most elements have none, and a municipality's file has ten million elements. */
function plain(attributes: Record<string, { local: string; prefix: string; value: string }>) {
  let result: Record<string, string> | undefined;
  for (const name in attributes) {
    const attribute = attributes[name];
    if (attribute?.prefix !== '') continue;
    result ??= {};
    result[attribute.local] = attribute.value;
  }
  return result ?? noAttributes;
}

const broken = (line: number, what: string) =>
  new HubError('BROKEN_FILE', `Line ${line}: ${what}. Nothing was imported.`, { details: { line } });

const tooLarge = (line: number, name: string) =>
  broken(line, `<${name}> holds more than ${maxCharacters.toLocaleString('en')} characters, which no roster needs`);

/** Entities can make a small file enormous, and a roster needs none: refused wherever it stands. */
export const refuseDoctype = (line: number): HubError =>
  broken(
    line,
    'the file has a document type declaration (<!DOCTYPE …>), which a roster does not need and may be an attack',
  );

function asBroken(error: unknown, line: number): HubError {
  if (error instanceof HubError) return error;
  // saxes writes "line:column: what"; its line is where it stood.
  const what =
    error instanceof Error ? error.message.replace(/^\d+:\d+: /, '').replace(/\.$/, '') : 'it cannot be read';
  return new HubError(
    'BROKEN_FILE',
    `Line ${line}: the XML is broken: ${what}. Nothing was imported. Export the file again.`,
    { details: { line }, cause: error },
  );
}
