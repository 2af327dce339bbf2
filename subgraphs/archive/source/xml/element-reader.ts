import { isIsoDate } from '#contracts/identifiers.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import { osloInstant } from '../../domain/oslo-time.ts';
import { readXml, type XmlElement } from './read-xml.ts';

const dateTime = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(\.\d+)?(Z|[+-]\d{2}:\d{2})?$/;

/** Looks for what a message must and may hold, and says where it stands when it is missing or wrong. */
export class ElementReader {
  readonly #element: XmlElement;
  readonly #what: string;

  constructor(element: XmlElement, what: string) {
    this.#element = element;
    this.#what = what;
  }

  get type(): string | undefined {
    return this.#element.type;
  }

  problem(text: string, line = this.#element.line): HubError {
    return new HubError('BROKEN_FILE', `${this.#what}, line ${line}: ${text}`, { details: { what: this.#what, line } });
  }

  children(name: string): readonly ElementReader[] {
    return this.#element.children.filter((one) => one.name === name).map((one) => new ElementReader(one, this.#what));
  }

  optional(name: string): ElementReader | undefined {
    const found = this.#element.children.find((one) => one.name === name);
    return found ? new ElementReader(found, this.#what) : undefined;
  }

  required(name: string): ElementReader {
    return this.#present(name, this.optional(name));
  }

  get content(): string {
    return this.#element.text;
  }

  /** The text of a child, absent when the child is. */
  text(name: string): string | undefined {
    return this.optional(name)?.content;
  }

  requiredText(name: string): string {
    const text = this.required(name).content;
    if (text === '') throw this.problem(`<${name}> is empty`);
    return text;
  }

  integer(name: string): number | undefined {
    const text = this.text(name);
    return text === undefined ? undefined : this.#toInteger(name, text);
  }

  requiredInteger(name: string): number {
    return this.#toInteger(name, this.requiredText(name));
  }

  #toInteger(name: string, text: string): number {
    if (!/^\s*[+-]?\d{1,10}\s*$/.test(text)) throw this.problem(`<${name}> is not a whole number`);
    return Number(text);
  }

  boolean(name: string): boolean {
    const text = this.text(name)?.trim();
    if (text === undefined || text === 'false' || text === '0') return false;
    if (text === 'true' || text === '1') return true;
    throw this.problem(`<${name}> is neither true nor false`);
  }

  /** xs:dateTime as an instant in UTC; one without an offset is Norwegian time. */
  instant(name: string): string | undefined {
    const text = this.text(name)?.trim();
    if (text === undefined) return undefined;
    const [, date = '', clock = '', fraction = '', offset] = dateTime.exec(text) ?? [];
    const wall = `${date}T${clock}${fraction.slice(0, 4)}`;
    const instant = offset ? new Date(`${wall}${offset}`) : isIsoDate(date) ? osloInstant(wall) : new Date(Number.NaN);
    if (!isIsoDate(date) || Number.isNaN(instant.getTime()))
      throw this.problem(`<${name}> is not a time such as 2026-08-17T08:00:00+02:00`);
    return instant.toISOString();
  }

  requiredInstant(name: string): string {
    return this.#present(name, this.instant(name));
  }

  /** xs:date as an ISO date; an offset, which xs:date allows, is left out. */
  date(name: string): string | undefined {
    const text = this.text(name)?.trim();
    if (text === undefined) return undefined;
    const date = /^(\d{4}-\d{2}-\d{2})(Z|[+-]\d{2}:\d{2})?$/.exec(text)?.[1] ?? '';
    if (!isIsoDate(date)) throw this.problem(`<${name}> is not a date such as 2026-08-17`);
    return date;
  }

  requiredDate(name: string): string {
    return this.#present(name, this.date(name));
  }

  #present<Value>(name: string, value: Value | undefined): Value {
    if (value === undefined) throw this.problem(`<${this.#element.name}> has no <${name}>`);
    return value;
  }
}

/** A reader on the root of a message that must be of a certain kind. */
export function rootReader(xml: string, name: string, namespace: string): ElementReader {
  const root = readXml(xml, name);
  const reader = new ElementReader(root, name);
  if (root.name !== name || root.namespace !== namespace)
    throw reader.problem(`the root is <${root.name}> in '${root.namespace}', not a <${name}> of Fiks Arkiv V1`);
  return reader;
}
