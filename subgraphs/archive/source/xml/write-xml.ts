/** An element to be written. Its text is escaped; its names and attributes are the program's own. */
export interface XmlNode {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[] | string;
}

/** An element, or nothing when there is nothing to write: Noark 5 refuses empty elements. */
export function element(
  name: string,
  content: string | number | boolean | undefined | readonly (XmlNode | undefined)[],
  attributes?: Readonly<Record<string, string>>,
): XmlNode | undefined {
  if (content === undefined) return undefined;
  const children = Array.isArray(content) ? content.filter((child) => child !== undefined) : String(content);
  return attributes ? { name, attributes, children } : { name, children };
}

/** The document as text in UTF-8, two spaces for each level, no white space inside text. */
export const writeXml = (root: XmlNode): string => `<?xml version="1.0" encoding="UTF-8"?>\n${written(root, '')}`;

function written(node: XmlNode, indent: string): string {
  const attributes = Object.entries(node.attributes ?? {}).map(([name, value]) => ` ${name}="${escaped(value)}"`);
  const open = `${indent}<${node.name}${attributes.join('')}>`;
  if (typeof node.children === 'string') return `${open}${escaped(node.children)}</${node.name}>\n`;
  const inner = node.children.map((child) => written(child, `${indent}  `)).join('');
  return `${open}\n${inner}${indent}</${node.name}>\n`;
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // A reader makes a bare carriage return into a line feed, and NEL or LS may be taken for one in XML 1.1.
  '\r': '&#13;',
  '\u0085': '&#133;',
  '\u2028': '&#8232;',
};
const escaped = (text: string) => text.replace(/[&<>"\r\u0085\u2028]/g, (character) => escapes[character] ?? character);
