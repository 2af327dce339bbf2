import { SaxesParser } from 'saxes';
import { HubError } from '#kit/errors/hub-error.ts';

/** An element as read: names without prefix, with their namespace. Text is what stands directly in the element. */
export interface XmlElement {
  readonly name: string;
  readonly namespace: string;
  /** The local name in `xsi:type`. */
  readonly type?: string;
  readonly line: number;
  readonly text: string;
  readonly children: readonly XmlElement[];
}

const xsi = 'http://www.w3.org/2001/XMLSchema-instance';
const limits = { characters: 10_000_000, depth: 64 };

interface Open extends XmlElement {
  text: string;
  readonly children: XmlElement[];
}

/** Reads a message. No document type is accepted, so that there are no entities to expand or files to fetch. */
export function readXml(source: string, what: string): XmlElement {
  const broken = (line: number, problem: string) =>
    new HubError('BROKEN_FILE', `${what}, line ${line}: ${problem}`, { details: { what, line } });
  if (source.length > limits.characters) throw broken(1, `longer than ${limits.characters} characters`);
  const parser = new SaxesParser({ xmlns: true });
  const open: Open[] = [];
  let root: XmlElement | undefined;
  parser.on('error', (error) => {
    throw broken(parser.line, error.message.replace(/^\d+:\d+: /, '').replace(/\.+$/, ''));
  });
  parser.on('doctype', () => {
    throw broken(parser.line, 'a document type (DOCTYPE) is not accepted in a message');
  });
  parser.on('opentag', (tag) => {
    if (open.length >= limits.depth) throw broken(parser.line, `elements stand more than ${limits.depth} deep`);
    const type = Object.values(tag.attributes).find((one) => one.uri === xsi && one.local === 'type');
    const here: Open = {
      name: tag.local,
      namespace: tag.uri,
      ...(type ? { type: type.value.replace(/^.*:/, '') } : {}),
      line: parser.line,
      text: '',
      children: [],
    };
    open.at(-1)?.children.push(here);
    open.push(here);
  });
  const text = (part: string) => {
    const here = open.at(-1);
    if (here) here.text += part;
  };
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('closetag', () => {
    root = open.pop();
  });
  parser.write(source).close();
  if (!root) throw broken(1, 'there is no element');
  return root;
}
