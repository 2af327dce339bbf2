export { schoolYearOf } from './dates.ts';
export { type FeideDirectory, feideDirectory } from './feide-directory.ts';
export { type FolkeregisterData, folkeregisterDocuments } from './folkeregister-documents.ts';
export { generateCounty } from './generate-county.ts';
export { type GenerateOptions, generateMunicipality, movers } from './generate-municipality.ts';
export { generatePrivateSchool } from './generate-private-school.ts';
export type {
  Child,
  Family,
  Mover,
  MoverKind,
  MunicipalityModel,
  MunicipalityName,
  RosterPerson,
  Unit,
} from './model.ts';
export { formattedName } from './names.ts';
export type { RecordingKind, StaffRecording } from './recording.ts';
export { staffRecordings } from './staff-recordings.ts';
export { subjectName } from './subjects.ts';
export { type MunicipalityFiles, municipalityFiles, writeMunicipality } from './write-municipality.ts';
export { writeRoster } from './write-roster.ts';
