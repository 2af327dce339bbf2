/** The acts that the hub cites, by their number in Lovdata. */
const acts: Readonly<Record<string, string>> = {
  opplæringslova: '2023-06-09-30',
  barnehageloven: '2005-06-17-64',
  forvaltningsloven: '1967-02-10',
  barnelova: '1981-04-08-7',
  folkeregisterloven: '2016-12-09-88',
  privatskolelova: '2003-07-04-84',
  personopplysningsloven: '2018-06-15-38',
};

/** Where a provision such as "opplæringslova § 25-1 (4)" can be read; undefined for what is not in Lovdata under a known number. */
export function lawAddress(citation: string): string | undefined {
  const [, act = '', paragraph] = /^(\p{L}+) §§? ?([\d-]+(?: ?[a-z](?![\p{L}]))?)/u.exec(citation) ?? [];
  const number = acts[act];
  return number && paragraph ? `https://lovdata.no/lov/${number}/§${paragraph.replace(' ', '')}` : undefined;
}
