/** Parses a PIFU file into its records, small trees one at a time, with the parser that the hub uses and nothing more. */
import { createReadStream } from 'node:fs';
import { SaxesParser } from 'saxes';

interface Tree {
  readonly name: string;
  readonly attributes: unknown;
  text: string;
  readonly children: Tree[];
}

/** How many records there are: persons, groups and members. */
export async function recordsOf(file: string): Promise<number> {
  const parser = new SaxesParser({ xmlns: true });
  const path: Tree[] = [];
  let records = 0;
  parser.on('opentag', ({ local, attributes }) => {
    if (local === 'enterprise' || local === 'membership') return;
    const tree = { name: local, attributes, text: '', children: [] };
    path.at(-1)?.children.push(tree);
    path.push(tree);
  });
  parser.on('text', (text) => {
    const tree = path.at(-1);
    if (tree) tree.text += text;
  });
  parser.on('closetag', () => {
    if (path.length === 1) records += 1;
    path.pop();
  });
  for await (const chunk of createReadStream(file, { encoding: 'utf8' })) parser.write(chunk as string);
  parser.close();
  return records;
}
