/** Finding one's way in a PIFU record, and the parts that several kinds of record share. */
import { readDate, readText } from '../read-values.ts';
import type { ReportFinding } from '../roster-findings.ts';
import type { Extract } from '../roster-records.ts';
import type { XmlNode } from '../xml-records.ts';

/** What the readers of single records need to know of the file. */
export interface PifuContext {
  /** `datasource`: the system the file speaks for. */
  readonly source: string;
  readonly extract: Extract;
  readonly report: ReportFinding;
}

export const child = (node: XmlNode | undefined, name: string): XmlNode | undefined =>
  node?.children.find((candidate) => candidate.name === name);
export const children = (node: XmlNode | undefined, name: string): readonly XmlNode[] =>
  node?.children.filter((candidate) => candidate.name === name) ?? [];
export const textOf = (node: XmlNode | undefined, name: string): string | undefined =>
  readText(child(node, name)?.text);
/** Children with this `type` attribute, the source's highest priority (lowest number) first. */
export const ofType = (node: XmlNode | undefined, name: string, type: string): readonly XmlNode[] =>
  children(node, name)
    .filter((candidate) => candidate.attributes.type === type)
    .toSorted((a, b) => priority(a) - priority(b));
const priority = (node: XmlNode) => Number(node.attributes.priority ?? 0) || 0;

/** An id, qualified when another system than the file's source has issued it. */
export function readSourcedId(node: XmlNode | undefined, context: PifuContext): string | undefined {
  const id = textOf(node, 'id');
  const issuer = textOf(node, 'source');
  if (id === undefined) return undefined;
  return issuer === undefined || issuer === context.source ? id : `${issuer}|${id}`;
}

/** `recstatus` 3 deletes; 1 and 2 (added, updated) both say how the record is now. */
export function isDeleted(node: XmlNode, what: string, { report }: PifuContext): boolean {
  const status = node.attributes.recstatus;
  if (status !== undefined && !/^[123]$/.test(status)) {
    const why = 'PIFU-IMS has 1 (added), 2 (updated) and 3 (deleted)';
    report(node.line, 'unknown-code', `${what}: recstatus "${status.slice(0, 20)}"`, why, 'read as an update');
  }
  return status === '3';
}

export interface ReadIds {
  readonly id: string | undefined;
  readonly formerIds: readonly string[];
}

/** `sourcedidtype` New renames Old; Duplicate is another id of the same; without a type it is simply the id. */
export function readIds(node: XmlNode, context: PifuContext): ReadIds {
  const ids = children(node, 'sourcedid').flatMap((element) => {
    const id = readSourcedId(element, context);
    return id === undefined ? [] : [{ id, type: element.attributes.sourcedidtype }];
  });
  const current = ids.find(({ type }) => type === 'New') ?? ids.find(({ type }) => type === undefined) ?? ids[0];
  const others = ids.map(({ id }) => id).filter((id) => id !== current?.id);
  return { id: current?.id, formerIds: [...new Set(others)] };
}

export interface ReadPeriod {
  readonly begin?: string;
  readonly end?: string;
  readonly adminPeriod?: string;
}

/** `timeframe`: first day, last day, and the school year in words. */
export function readPeriod(node: XmlNode | undefined, what: string, context: PifuContext): ReadPeriod {
  const timeframe = child(node, 'timeframe');
  const date = (name: string) => {
    const element = child(timeframe, name);
    return readDate(element?.text, element?.line ?? 0, `${what}: ${name}`, context.report);
  };
  return present({ begin: date('begin'), end: date('end'), adminPeriod: textOf(timeframe, 'adminperiod') });
}

/** Leaves out what is undefined, so that an absent field is absent. */
export function present<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const kept: { [K in keyof T]?: Exclude<T[K], undefined> } = {};
  for (const key in fields) {
    const value = fields[key];
    if (value !== undefined) kept[key] = value as Exclude<T[typeof key], undefined>;
  }
  return kept;
}

/** Reports a text that is longer than the XSD allows; it is kept whole. */
export function checkLength(text: string | undefined, most: number, line: number, what: string, context: PifuContext) {
  if (text !== undefined && text.length > most)
    context.report(line, 'too-long', what, `PIFU-IMS allows ${most} characters`, 'kept as it is');
}
