import { archive } from '#subgraphs/archive/index.ts';
import { dataSharing } from '#subgraphs/data-sharing/index.ts';
import { feide } from '#subgraphs/feide/index.ts';
import { learningResources } from '#subgraphs/learning-resources/index.ts';
import { parentCommunication } from '#subgraphs/parent-communication/index.ts';
import { schoolAdministration } from '#subgraphs/school-administration/index.ts';

/** The six; school-administration first, because the others ask it for facts. */
export const allSubgraphs = [
  schoolAdministration,
  feide,
  learningResources,
  parentCommunication,
  archive,
  dataSharing,
] as const;
/** Each one's own part of the settings, by name. */
export const subgraphSettings = Object.fromEntries(allSubgraphs.map(({ name, settings }) => [name, settings]));
export { dataSharing, feide, learningResources, parentCommunication, schoolAdministration };
