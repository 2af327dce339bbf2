/**
 * One CSV file as a stream of rows by column name. A quotation mark left open, bytes that are no text and a missing column refuse
 * the file with the line; a row with more or fewer values than the header is left out and told of.
 */
import { type CsvError, parse } from 'csv-parse';
import { HubError } from '#kit/errors/hub-error.ts';
import type { ReportFinding } from '../roster-findings.ts';
import { decodeText, type EncodingReading, readEncoding } from '../text-encoding.ts';

export interface CsvRow {
  /** Where the row begins. */
  readonly line: number;
  /** The value without the space around it; undefined when it is empty or the file has no such column. */
  get(column: string): string | undefined;
  /** The values of a comma-separated list in one field. */
  list(column: string): readonly string[];
  /** Columns that have a value and whose name matches. */
  filled(name: RegExp): readonly string[];
}

export interface CsvColumns {
  readonly required: readonly string[];
  readonly others: readonly string[];
  readonly alias?: Readonly<Record<string, string>>;
}

export interface CsvFile {
  /** With its ending, as messages name it. */
  readonly name: string;
  readonly columns: CsvColumns;
  open(): Promise<AsyncIterable<Uint8Array>>;
  readonly report: ReportFinding;
}

/** Characters of one row; a mark left open would else gather the whole file. */
const longestRow = 1_000_000;

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

export async function* csvRows(file: CsvFile): AsyncGenerator<CsvRow, void, undefined> {
  const encoding = await detectEncoding(file);
  let lastLine = 0;
  const parser = parse({
    // Told at once, where rows wait to be read: the row after the last whole one is where a broken one begins.
    on_record: (record: string[], { lines }) => {
      lastLine = lines;
      return record;
    },
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: longestRow,
  });
  const feeding = feed(file, encoding, parser);
  let header: Header | undefined;
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      if (!header) {
        header = readHeader(record, file);
        continue;
      }
      const line = info.lines - record.reduce((breaks, value) => breaks + (value.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
      if (record.length === header.width) yield rowOf(record, header, line);
      else tellUneven(record.length, header.width, line, file);
    }
  } catch (error) {
    throw brokenCsv(error, file.name, lastLine + 1);
  } finally {
    parser.destroy();
  }
  await feeding;
  if (!header) throw broken(file.name, 1, 'the file is empty, without even a header');
}

/** Decodes and writes as fast as the parser takes it; an error ends the parser with it. */
async function feed(file: CsvFile, encoding: EncodingReading, parser: ReturnType<typeof parse>): Promise<void> {
  try {
    const decoder = decodeText(encoding.encoding);
    let toSkip: number = encoding.bomLength;
    for await (const chunk of await file.open()) {
      const skipped = Math.min(toSkip, chunk.length);
      toSkip -= skipped;
      const { text, invalid } = decoder.write(chunk.subarray(skipped));
      if (invalid)
        throw broken(file.name, parser.info.lines + 1, `byte ${invalid.byteOffset} cannot be read: ${invalid.why}`);
      if (!parser.write(text) && !parser.destroyed)
        await new Promise<void>((resolve) => {
          parser.once('drain', resolve);
          parser.once('close', resolve);
        });
      if (parser.destroyed) return;
    }
    parser.end(decoder.end().text);
  } catch (error) {
    parser.destroy(error instanceof Error ? error : new Error('the file cannot be read'));
  }
}

/** A CSV says nothing of its encoding: a byte-order mark, or UTF-8 all through, else Windows-1252 as Norwegian systems write it. */
async function detectEncoding(file: CsvFile): Promise<EncodingReading> {
  const decoder = decodeText('utf-8');
  let reading: EncodingReading | undefined;
  for await (const chunk of await file.open()) {
    reading ??= readEncoding(chunk);
    if (reading.bomLength > 0) return reading;
    if (decoder.write(chunk).invalid) return { encoding: 'windows-1252', bomLength: 0 };
  }
  return decoder.end().invalid ? { encoding: 'windows-1252', bomLength: 0 } : { encoding: 'utf-8', bomLength: 0 };
}

interface Header {
  readonly width: number;
  /** Where a column stands, by its name in lower case. */
  readonly positions: ReadonlyMap<string, number>;
  readonly names: readonly string[];
}

function readHeader(record: readonly string[], { name, columns, report }: CsvFile): Header {
  const names = record.map((column) => column.trim());
  if (names.length === 1 && names[0]?.includes(';'))
    throw broken(name, 1, 'the values are separated by semicolons; OneRoster separates them by commas');
  const alias = new Map(Object.entries(columns.alias ?? {}).map(([from, to]) => [from.toLowerCase(), to]));
  const known = new Set([...columns.required, ...columns.others].map((column) => column.toLowerCase()));
  const positions = new Map<string, number>();
  for (const [index, column] of names.entries()) {
    const key = column.toLowerCase();
    const readAs = known.has(key) ? key : (alias.get(key)?.toLowerCase() ?? key);
    if (positions.has(readAs)) throw broken(name, 1, `the column ${column.slice(0, 60)} is there twice`);
    positions.set(readAs, index);
  }
  const missing = columns.required.filter((column) => !positions.has(column.toLowerCase()));
  if (missing.length > 0) throw broken(name, 1, `the column ${missing.join(', ')} is missing`);
  tellUnknown(
    names.filter((column) => !known.has(column.toLowerCase())),
    alias,
    name,
    report,
  );
  return { width: names.length, positions, names };
}

function tellUnknown(
  unknown: readonly string[],
  alias: ReadonlyMap<string, string>,
  file: string,
  report: ReportFinding,
): void {
  // OneRoster lets everybody add columns under metadata.
  const foreign = unknown.filter((column) => !/^metadata\./i.test(column));
  if (foreign.length === 0) return;
  const told = foreign.map((column) => {
    const readAs = alias.get(column.toLowerCase());
    return column.slice(0, 60) + (readAs ? ` (read as ${readAs})` : '');
  });
  const why = 'OneRoster has no such column; additions are named metadata.…';
  report(1, 'unknown-column', `${file}: ${told.join(', ')}`, why, 'passed over unread, unless it says otherwise');
}

function tellUneven(values: number, width: number, line: number, { name, report }: CsvFile): void {
  const what = `${name}: a row of ${values} values under ${width} columns`;
  report(line, 'uneven-row', what, 'nobody can say which value is which', 'the row was left out');
}

const rowOf = (record: readonly string[], { positions, names }: Header, line: number): CsvRow => {
  const get = (column: string): string | undefined => {
    const index = positions.get(column.toLowerCase());
    const value = index === undefined ? undefined : record[index]?.trim();
    return value === '' ? undefined : value;
  };
  return {
    line,
    get,
    list: (column) =>
      (get(column) ?? '')
        .split(',')
        .map((item) => item.trim())
        .filter((item) => item !== ''),
    filled: (name) => names.filter((column, index) => name.test(column) && (record[index] ?? '').trim() !== ''),
  };
};

const broken = (file: string, line: number, what: string, cause?: unknown) =>
  new HubError('BROKEN_FILE', `${file}, line ${line}: ${what}. Nothing was imported.`, {
    details: { file, line },
    ...(cause === undefined ? {} : { cause }),
  });

function brokenCsv(error: unknown, file: string, rowLine: number): unknown {
  const code = error instanceof Error && 'code' in error ? (error as CsvError).code : undefined;
  if (code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE') {
    const what = 'a quotation mark is opened in the row that begins here and never closed';
    return broken(file, rowLine, what, error);
  }
  if (code === 'CSV_INVALID_CLOSING_QUOTE' || code === 'INVALID_OPENING_QUOTE') {
    const what =
      'a quotation mark stands where none can; one was left open before it, or a mark in a text is not doubled';
    return broken(file, rowLine, what, error);
  }
  return error;
}
