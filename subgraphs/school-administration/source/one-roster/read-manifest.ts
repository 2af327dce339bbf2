/** manifest.csv: which version of OneRoster, whose data, and which files are whole (bulk) or changes (delta). */
import { HubError } from '#kit/errors/hub-error.ts';
import type { FileBundle } from '../files/bundle.ts';
import type { ReportFinding } from '../roster-findings.ts';
import type { Extract } from '../roster-records.ts';
import { csvRows } from './csv-rows.ts';
import { type FileName, fileNames, type OneRosterVersion, versions } from './vocabulary.ts';

export interface Manifest {
  readonly version: OneRosterVersion;
  readonly source: string;
  readonly extract: Extract & ('full' | 'delta');
  /** The files to read. */
  readonly files: ReadonlySet<FileName>;
}

export async function readManifest(bundle: FileBundle, report: ReportFinding): Promise<Manifest> {
  if (!bundle.names.has('manifest.csv'))
    throw new HubError(
      'UNKNOWN_FORMAT',
      `There is no manifest.csv among the files (${[...bundle.names].slice(0, 10).join(', ') || 'there are none'}), so they are no OneRoster 1.1 or 1.2. Nothing was imported.`,
    );
  const properties = new Map<string, { readonly value: string; readonly line: number }>();
  const rows = csvRows({
    name: 'manifest.csv',
    columns: { required: ['propertyName', 'value'], others: [] },
    open: () => bundle.open('manifest.csv'),
    report,
  });
  for await (const row of rows) {
    const name = row.get('propertyName');
    const value = row.get('value');
    if (name && value) properties.set(name.toLowerCase(), { value, line: row.line });
  }
  const read = (name: string) => properties.get(name.toLowerCase())?.value;
  const source = [read('source.systemName'), read('source.systemCode')].filter((part) => part !== undefined);
  const modes = modesOf(bundle, read, report);
  const isDelta = [...modes.values()].includes('delta');
  if (isDelta && [...modes.values()].includes('bulk')) {
    const why = 'a file of changes beside whole ones cannot say who has left';
    report(1, 'manifest-differs', 'manifest.csv: some files are bulk and some delta', why, 'all were read as changes');
  }
  return {
    version: readVersion(read('oneroster.version')),
    source: source.length > 0 ? source.join(' / ') : 'OneRoster',
    extract: isDelta ? 'delta' : 'full',
    files: new Set(modes.keys()),
  };
}

function readVersion(written: string | undefined): OneRosterVersion {
  const version = versions.find((known) => known === written);
  if (version) return version;
  throw new HubError(
    'UNKNOWN_FORMAT',
    `manifest.csv says oneroster.version ${written === undefined ? 'nothing' : `"${written.slice(0, 20)}"`}; this hub reads ${versions.join(' and ')}. Nothing was imported.`,
  );
}

function modesOf(
  { names }: FileBundle,
  read: (name: string) => string | undefined,
  report: ReportFinding,
): ReadonlyMap<FileName, 'bulk' | 'delta'> {
  const modes = new Map<FileName, 'bulk' | 'delta'>();
  for (const name of fileNames) {
    const file = `${name}.csv`;
    const mode = read(`file.${name}`)?.toLowerCase() ?? 'absent';
    if (mode !== 'bulk' && mode !== 'delta') {
      if (mode !== 'absent')
        throw new HubError(
          'BROKEN_FILE',
          `manifest.csv says "${mode.slice(0, 20)}" of ${file}; OneRoster has bulk, delta and absent. Nothing was imported.`,
        );
      if (names.has(file)) {
        const why = 'the manifest says what belongs to the roster';
        report(
          1,
          'manifest-differs',
          `${file} is there, and manifest.csv says that it is not`,
          why,
          'the file was not read',
        );
      }
    } else if (names.has(file)) modes.set(name, mode);
    else
      throw new HubError(
        'BROKEN_FILE',
        `manifest.csv says that there is ${file} (${mode}), and there is none. Nothing was imported.`,
      );
  }
  return modes;
}
