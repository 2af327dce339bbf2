/** What every subgraph's schema begins with: the federation link, the scalars, and the types that all share. */
export const sharedSdl = /* GraphQL */ `
  extend schema
    @link(
      url: "https://specs.apollo.dev/federation/v2.9"
      import: ["@key", "@shareable", "@external", "@provides", "@requires", "@override", "@inaccessible", "@tag"]
    )

  "A calendar date, ISO 8601: 2026-08-17."
  scalar Date
  "An instant, ISO 8601 with a zone: 2026-08-17T08:15:00Z."
  scalar DateTime
  "An organisation number from Enhetsregisteret: nine digits with a check digit, or U… for a school abroad."
  scalar OrganisationNumber
  "A Norwegian national id (fødselsnummer) or D-number: eleven digits with right check digits."
  scalar NationalId

  "Where a page begins and ends, and whether there is more (Relay cursor connections)."
  type PageInfo @shareable @notPersonal {
    "Whether another page follows."
    hasNextPage: Boolean!
    "Give this as \`after\` to get the next page."
    endCursor: String
  }

  "Why a change was not made, and where in the input."
  type UserError @shareable @notPersonal {
    "A stable code for programs."
    code: String!
    "What is wrong and how to mend it, for people."
    message: String!
    "The part of the input that is wrong, as a path."
    field: [String!]
  }
`;
