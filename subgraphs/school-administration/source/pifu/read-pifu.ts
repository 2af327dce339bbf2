/**
 * Reads a PIFU-IMS 1.3 roster (XSD `PIFU-IMS_SAS`) as a stream of neutral records and findings.
 *
 * What breaks the file (XML, encoding, cut off) is thrown as a HubError; what the XSD forbids but does no harm is a finding.
 */
import { HubError } from '#kit/errors/hub-error.ts';
import { finding, type ReportFinding } from '../roster-findings.ts';
import type { RosterHeader, RosterItem } from '../roster-records.ts';
import { brokenEncoding, decodeText, type EncodingReading } from '../text-encoding.ts';
import { type XmlNode, type XmlPiece, xmlRecords } from '../xml-records.ts';
import { isDeleted, type PifuContext, readIds, readSourcedId } from './read-fields.ts';
import { readGroup } from './read-group.ts';
import { readMember } from './read-member.ts';
import { readPerson } from './read-person.ts';
import { readProperties } from './read-properties.ts';
import { containers, ignored, knownElements, pifuNamespace } from './vocabulary.ts';

export async function* readPifu(
  chunks: AsyncIterable<Uint8Array>,
  encoding: EncodingReading,
): AsyncGenerator<RosterItem, void, undefined> {
  const xml = xmlRecords({ namespace: pifuNamespace, root: 'enterprise', containers, ignored, known: knownElements });
  const decoder = decodeText(encoding.encoding);
  const reader = pifuRecords();
  if (encoding.bomLength > 0 && encoding.declared && !/^utf-?8$/i.test(encoding.declared))
    yield finding(
      1,
      'encoding-differs',
      `the declaration says "${encoding.declared.slice(0, 40)}", the byte-order mark UTF-8`,
      'a file has one encoding',
      'read as UTF-8',
    );
  let toSkip: number = encoding.bomLength;
  for await (const chunk of chunks) {
    const skipped = Math.min(toSkip, chunk.length);
    toSkip -= skipped;
    const decoded = decoder.write(chunk.subarray(skipped));
    // One by one: yield* would wait for each item of a list once more.
    for (const item of reader(xml.write(decoded.text))) yield item;
    if (decoded.invalid) throw brokenEncoding(encoding, decoded.invalid, xml.line());
  }
  const last = decoder.end();
  yield* reader(xml.write(last.text));
  if (last.invalid) throw brokenEncoding(encoding, last.invalid, xml.line());
  yield* reader(xml.end());
}

/** Turns the pieces of the XML into records, with the little that must be remembered between them. */
function pifuRecords(): (pieces: readonly XmlPiece[]) => readonly RosterItem[] {
  let items: RosterItem[] = [];
  let header: RosterHeader | undefined;
  let membership: { readonly line: number; groupId?: string; readonly waiting: XmlNode[] } | undefined;
  const passedOver = new Set<string>();
  const report: ReportFinding = (...parts) => void items.push(finding(...parts));

  const takeRecord = (node: XmlNode) => {
    if (node.name === 'properties') {
      if (header) return passOver(node.name, node.line);
      header = readProperties(node);
      items.push(header);
      return;
    }
    if (!header)
      throw new HubError(
        'BROKEN_FILE',
        `Line ${node.line}: <${node.name}> comes before <properties>. Nothing was imported.`,
      );
    const context: PifuContext = { source: header.source, extract: header.extract, report };
    if (membership) takeMember(node, membership, context);
    else takePersonOrGroup(node, context);
  };

  const takePersonOrGroup = (node: XmlNode, context: PifuContext) => {
    if ((node.name === 'person' || node.name === 'group') && takeDeleted(node, node.name, context)) return;
    const read = node.name === 'person' ? readPerson : node.name === 'group' ? readGroup : undefined;
    const record = read?.(node, context);
    if (record) items.push(record);
    if (!read) passOver(node.name, node.line);
  };

  const takeDeleted = (node: XmlNode, of: 'person' | 'group', context: PifuContext): boolean => {
    const { id } = readIds(node, context);
    if (!isDeleted(node, `${of} ${id ?? ''}`, context)) return false;
    if (id === undefined) {
      const why = `every ${of} has a sourcedid`;
      report(node.line, 'missing-id', `a deleted ${of} without an id`, why, 'nothing was deleted');
    } else if (context.extract === 'full') {
      const why = 'a full file has no deletions; what it leaves out has ended';
      report(node.line, 'marked-deleted', `${of} ${id}: marked as deleted`, why, 'left out');
      items.push({ record: 'left-out', of, line: node.line, id });
    } else {
      items.push({ record: 'removal', of, line: node.line, id });
    }
    return true;
  };

  const takeMember = (node: XmlNode, open: NonNullable<typeof membership>, context: PifuContext) => {
    if (node.name === 'sourcedid') {
      const groupId = readSourcedId(node, context);
      if (groupId !== undefined) open.groupId = groupId;
      for (const waiting of open.waiting.splice(0)) takeMember(waiting, open, context);
    } else if (node.name !== 'member') {
      passOver(node.name, node.line);
    } else if (open.groupId === undefined) {
      open.waiting.push(node);
    } else {
      items.push(...readMember(node, open.groupId, context));
    }
  };

  const passOver = (name: string, line: number) => {
    if (passedOver.has(name)) return;
    passedOver.add(name);
    const what = `<${name.slice(0, 60)}> here, and perhaps in other places`;
    report(line, 'unexpected-element', what, 'PIFU-IMS 1.3 does not have it there', 'passed over unread');
  };

  return (pieces) => {
    items = [];
    for (const piece of pieces) {
      if (piece.kind === 'record') takeRecord(piece.node);
      else if (piece.kind === 'foreign') passOver(piece.name, piece.line);
      else if (piece.name === 'membership' && piece.kind === 'open') membership = { line: piece.line, waiting: [] };
      else if (piece.name === 'membership' && membership) {
        if (membership.groupId === undefined) {
          const why = 'a membership names its group by a sourcedid';
          report(membership.line, 'missing-id', 'a membership without an id', why, 'the membership was left out');
        }
        membership = undefined;
      }
    }
    if (!header && pieces.some((piece) => piece.kind === 'close' && piece.name === 'enterprise'))
      throw new HubError(
        'BROKEN_FILE',
        'The file has no <properties>, so its source is not known. Nothing was imported.',
      );
    return items;
  };
}
