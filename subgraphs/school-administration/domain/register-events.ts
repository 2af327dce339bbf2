/**
 * Every `hendelsetype` of Folkeregisteret's event document (Hendelsedokument 1.4), and what the hub does with it. `look-up`: the
 * person's document is fetched, which says what holds now, whatever the event was. `ignore`: the hub has no purpose for it (GDPR art.
 * 5 (1) c), and it is counted.
 */
export const registerEventTypes = {
  endringIAdressebeskyttelse: 'look-up',
  personErOpprettet: 'look-up',
  personErReaktivert: 'look-up',
  personErOpphoert: 'look-up',
  personErViderefoertSomGjeldendeVedSammenslaaing: 'look-up',
  personErOpphoertSomDublett: 'look-up',
  personErEndretVedSplitting: 'look-up',
  personErGjenopprettetVedSplitting: 'look-up',
  personErDoed: 'look-up',
  personErBosatt: 'look-up',
  personErUtflyttet: 'look-up',
  endringIStatus: 'look-up',
  endringIIdentifikasjonsnummer: 'look-up',
  endringIFalskIdentitet: 'look-up',
  endringIDeltBosted: 'look-up',
  endringIFoedsel: 'look-up',
  endringIFamilierelasjon: 'look-up',
  endringIDoedsfall: 'look-up',
  endringINavn: 'look-up',
  endringIBostedsadresse: 'look-up',
  endringIBostedsadresseUtenFlytting: 'look-up',
  endringIInnflytting: 'look-up',
  endringIUtflytting: 'look-up',
  endringIForeldreansvar: 'look-up',
  endringIVergemaal: 'look-up',
  endringIIdentitetsgrunnlag: 'ignore',
  endringIUtenlandskPersonidentifikasjon: 'ignore',
  endringIUtlendingsmyndighetenesIdentifikasjonsnummer: 'ignore',
  endringILegitimasjonsdokument: 'ignore',
  endringIKontaktopplysningerForDoedsbo: 'ignore',
  endringIFoedselINorge: 'ignore',
  endringIKjoenn: 'ignore',
  endringISivilstand: 'ignore',
  endringIOppholdsadresse: 'ignore',
  endringIBrukAvSamiskSpraak: 'ignore',
  endringIKontaktinformasjon: 'ignore',
  endringIStatsborgerskap: 'ignore',
  endringIOpphold: 'ignore',
} as const satisfies Readonly<Record<string, 'look-up' | 'ignore'>>;

/** A type that the register adds later is looked up: it may protect somebody. */
export const isLookedUp = (type: string): boolean =>
  !Object.hasOwn(registerEventTypes, type) || registerEventTypes[type as keyof typeof registerEventTypes] === 'look-up';

/** Changes of address protection come before all else: each minute counts (folkeregisterloven § 10-4). */
export const isUrgent = (type: string): boolean => type === 'endringIAdressebeskyttelse';

/** After these a person may stand under another number than the one that the hub knows. */
const ofIdentity: ReadonlySet<string> = new Set([
  'personErOpprettet',
  'personErViderefoertSomGjeldendeVedSammenslaaing',
  'personErOpphoertSomDublett',
  'personErEndretVedSplitting',
  'personErGjenopprettetVedSplitting',
  'endringIIdentifikasjonsnummer',
]);
export const mayChangeNumber = (type: string): boolean => ofIdentity.has(type);
