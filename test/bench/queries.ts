const pupilFields = `id givenName familyName birthDate level
  groups(first: 5) { edges { node { group { name grepCode } } } }
  feideGroups(first: 5) { edges { node { group { displayName resources(first: 2) { edges { node { title } } } } } } }
  threads(first: 2) { edges { node { subject } } }
  pupilRecord { caseNumber journalEntries(first: 2) { edges { node { title } } } }
  transfers(first: 2) { edges { node { phase } } }`;

/** One school, 30 pupils with groups, resources, messages and pupil record: all subgraphs take part. */
export const wideQuery = `query Wide($school: ID!, $first: Int!) {
  school(id: $school) { name pupils(first: $first) { edges { node { ${pupilFields} } } } }
}`;

/** A page of pupils, of any school, with what every system holds of them. */
export const pageQuery = `query Page($first: Int!, $after: String) {
  pupils(first: $first, after: $after) { edges { node { ${pupilFields} } } }
}`;

/** Which pupils have something in the archive: a page that begins with one asks every subgraph for everything. */
export const archivedQuery = `query Archived($after: String) {
  pupils(first: 500, after: $after) {
    edges { cursor node { pupilRecord { journalEntries(first: 1) { edges { node { id } } } } } }
    pageInfo { hasNextPage endCursor }
  }
}`;

/** One pupil, by id. */
export const narrowQuery =
  'query Narrow($pupil: ID!) { pupil(id: $pupil) { id givenName familyName birthDate level } }';
