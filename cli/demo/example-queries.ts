/** Queries to try on the demo's page: the first goes from a school to its pupils and what every system holds of them. */
export const exampleQueries = [
  `query MySchool {
  me {
    employee { givenName familyName }
    schools {
      name
      pupils(first: 3) { edges { node {
        givenName familyName level
        feideGroups(first: 2) { edges { node { group { displayName resources(first: 1) { edges { node { title } } } } } } }
        threads(first: 1) { edges { node { subject } } }
        pupilRecord { caseNumber journalEntries(first: 1) { edges { node { title } } } }
        transfers(first: 1) { edges { node { phase counterpart { name } } } }
      } } }
    }
  }
}`,
  `query Moves {
  transfers(first: 10) { edges { node {
    phase counterpart { name } waitsFor { why }
    decisions { label(language: EN) outcome citation explanation(language: EN) }
  } } }
}`,
  `query Resources {
  resources(first: 10) { edges { node { title levels priceModel processesPersonalData } } }
}`,
] as const;
