import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { feideDirectory } from './feide-directory.ts';
import { folkeregisterDocuments } from './folkeregister-documents.ts';
import type { MunicipalityModel } from './model.ts';
import { staffRecordings } from './staff-recordings.ts';
import { writeRoster } from './write-roster.ts';

export interface MunicipalityFiles {
  readonly roster: string;
  readonly folkeregisteret: string;
  readonly feide: string;
  readonly records: string;
  readonly movers: string;
}

/** Where a municipality's files lie in a folder. */
export const municipalityFiles = (folder: string): MunicipalityFiles => ({
  roster: join(folder, 'roster.xml'),
  folkeregisteret: join(folder, 'folkeregisteret.json'),
  feide: join(folder, 'feide.json'),
  records: join(folder, 'records.json'),
  movers: join(folder, 'movers.json'),
});

/** Writes the roster (PIFU-IMS), Folkeregisteret's documents, Feide's directory, the staff's recordings and the list of movers. */
export async function writeMunicipality(model: MunicipalityModel, folder: string): Promise<MunicipalityFiles> {
  const files = municipalityFiles(folder);
  const json = (value: unknown) => `${JSON.stringify(value)}\n`;
  await mkdir(folder, { recursive: true });
  await writeWhole(files.roster, writeRoster(model));
  await writeWhole(files.folkeregisteret, json(folkeregisterDocuments(model)));
  await writeWhole(files.feide, json(feideDirectory(model)));
  await writeWhole(files.records, json(staffRecordings(model)));
  await writeWhole(files.movers, json(model.movers));
  return files;
}

/** A reader finds the whole file or none, also when the writer is stopped in between. */
async function writeWhole(path: string, content: string): Promise<void> {
  await writeFile(`${path}.part`, content);
  await rename(`${path}.part`, path);
}
