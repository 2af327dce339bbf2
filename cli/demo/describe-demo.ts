import type { RunningDemo } from './start-demo.ts';

/** What to do with the running demo: addresses, a query to paste, whom one may be, how to stop. */
export function describeDemo(demo: RunningDemo, dataFolder: string): string[] {
  const flag = dataFolder.endsWith('/data') ? '' : ` --data ${dataFolder}`;
  return [
    '',
    `The portal  ${demo.hubs.ringsaker.url}/   (families; /ansatt for staff: sign in there as anybody of the demo)`,
    '',
    `Ringsaker  ${demo.hubs.ringsaker.url}/graphql   (open it in a browser: queries to try, signed in as a rektor)`,
    `Sarpsborg  ${demo.hubs.sarpsborg.url}/graphql`,
    ...(demo.hubs.innlandet ? [`Innlandet  ${demo.hubs.innlandet.url}/graphql   (the county)`] : []),
    ...(demo.hubs.furuberget ? [`Furuberget ${demo.hubs.furuberget.url}/graphql   (the private school)`] : []),
    '',
    `Sign in as somebody: ${demo.hubs.ringsaker.url}/sign-in   (the demo’s own page; the query page then asks as that person)`,
    '',
    'A query to paste into a terminal:',
    '',
    `  curl -s ${demo.hubs.ringsaker.url}/graphql -H 'content-type: application/json' \\`,
    `    -H "Authorization: Bearer $(npx oppvekst token --as case-worker${flag})" -H 'Oppvekst-Purpose: school-change' \\`,
    `    --data '{"query":"{ schools(first: 3) { edges { node { name pupils(first: 3) { edges { node { givenName level } } } } } } }"}'`,
    '',
    `Be somebody else: npx oppvekst token --list${flag}    Look at the moves: npx oppvekst moves${flag}`,
    'Stop with Ctrl-C.',
  ];
}
