export {
  createFolkeregisteretClient,
  type FeedPage,
  type FeedPointer,
  type FolkeregisteretClient,
  type FolkeregisteretClientOptions,
  type RegisterEvent,
} from './client.ts';
export { type AddressGrading, addressGradings, type RegisteredPerson, type RegisterNotice } from './read-person.ts';
export { type FolkeregisteretServer, type RegisterData, startFolkeregisteretServer } from './server.ts';
