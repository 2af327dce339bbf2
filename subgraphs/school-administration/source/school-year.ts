/** A school year or half of one as PIFU writes it (`adminperiod`): `2006`, `2006/2007`, `H2010`, `V2011`, `H2010/V2011`. */
export function schoolYearPeriod(text: string): { readonly begin: string; readonly end: string } | undefined {
  const match = /^([VH]?)(\d{4})(?:\/([VH]?)(\d{4}))?$/.exec(text);
  if (!match) return undefined;
  const [, half = '', year = '', lastHalf = '', lastYear] = match;
  if (lastYear === undefined) return { begin: beginOf(half, year), end: endOf(half, year) };
  // Two years without halves are a school year: August to July.
  const begin = half === '' ? `${year}-08-01` : beginOf(half, year);
  return { begin, end: lastHalf === '' ? `${lastYear}-07-31` : endOf(lastHalf, lastYear) };
}

/** H (høst) is the autumn half, V (vår) the spring half. */
const beginOf = (half: string, year: string) => `${year}-${half === 'H' ? '08' : '01'}-01`;
const endOf = (half: string, year: string) => (half === 'V' ? `${year}-07-31` : `${year}-12-31`);
