import type { Level } from '../domain/level.ts';
import type { GrepDocument, GrepSource } from './grep/grep-finding.ts';

/**
 * Competence aims for the demo, in the shape of Grep's answers and read by the same reader. The curricula's codes are those of
 * the 2020 curricula; the aims are written for this demo, with codes from 900000 that Grep does not use.
 */
const curricula: Readonly<Record<string, string>> = {
  'NOR01-06': 'Norsk',
  'MAT01-05': 'Matematikk 1.–10. trinn',
  'ENG01-04': 'Engelsk',
  'NAT01-04': 'Naturfag',
  'SAF01-04': 'Samfunnsfag',
  'KRO01-05': 'Kroppsøving',
  'MUS01-02': 'Musikk',
  'KHV01-02': 'Kunst og håndverk',
  'MHE01-02': 'Mat og helse',
  'RLE01-03': 'KRLE',
};

type GrepLevel = `aarstrinn${number}`;
const aims: readonly (readonly [curriculum: string, level: GrepLevel, nob: string, nno: string])[] = [
  [
    'NOR01-06',
    'aarstrinn2',
    'lese korte fortellinger høyt og snakke om dem',
    'lese korte forteljingar høgt og snakke om dei',
  ],
  [
    'NOR01-06',
    'aarstrinn4',
    'skrive tekster med en tydelig begynnelse og slutt',
    'skrive tekstar med ei tydeleg byrjing og ein tydeleg slutt',
  ],
  [
    'NOR01-06',
    'aarstrinn7',
    'sammenligne hvordan to kilder forteller om samme hendelse',
    'samanlikne korleis to kjelder fortel om same hending',
  ],
  [
    'NOR01-06',
    'aarstrinn10',
    'begrunne en mening skriftlig på begge målformer',
    'grunngi ei meining skriftleg på begge målformene',
  ],
  [
    'MAT01-05',
    'aarstrinn2',
    'legge sammen og trekke fra med konkreter og tallinje',
    'leggje saman og trekkje frå med konkret og tallinje',
  ],
  ['MAT01-05', 'aarstrinn4', 'vise sammenhengen mellom å gange og å dele', 'vise samanhengen mellom å gonge og å dele'],
  ['MAT01-05', 'aarstrinn5', 'regne med brøker som har samme nevner', 'rekne med brøkar som har same nemnar'],
  [
    'MAT01-05',
    'aarstrinn7',
    'lese av og lage diagrammer av egne målinger',
    'lese av og lage diagram av eigne målingar',
  ],
  [
    'MAT01-05',
    'aarstrinn8',
    'løse enkle likninger og forklare hvert steg',
    'løyse enkle likningar og forklare kvart steg',
  ],
  [
    'MAT01-05',
    'aarstrinn10',
    'modellere en sparing over flere år i et regneark',
    'modellere ei sparing over fleire år i eit rekneark',
  ],
  [
    'ENG01-04',
    'aarstrinn2',
    'hilse og fortelle litt om seg selv på engelsk',
    'helse og fortelje litt om seg sjølv på engelsk',
  ],
  [
    'ENG01-04',
    'aarstrinn4',
    'følge en enkel muntlig instruks på engelsk',
    'følgje ein enkel munnleg instruks på engelsk',
  ],
  [
    'ENG01-04',
    'aarstrinn7',
    'skrive et brev til en jevnaldrende i et annet land',
    'skrive eit brev til ein jamaldra i eit anna land',
  ],
  [
    'ENG01-04',
    'aarstrinn10',
    'diskutere en nyhetssak fra to sider på engelsk',
    'diskutere ei nyheitssak frå to sider på engelsk',
  ],
  [
    'NAT01-04',
    'aarstrinn2',
    'undersøke planter og dyr i nærmiljøet gjennom et år',
    'undersøkje planter og dyr i nærmiljøet gjennom eit år',
  ],
  [
    'NAT01-04',
    'aarstrinn4',
    'bygge en enkel krets og forklare hva som skjer',
    'byggje ein enkel krets og forklare kva som skjer',
  ],
  [
    'NAT01-04',
    'aarstrinn7',
    'planlegge et forsøk der bare én ting endres om gangen',
    'planleggje eit forsøk der berre éin ting blir endra om gongen',
  ],
  [
    'NAT01-04',
    'aarstrinn10',
    'forklare hvordan drivhusgasser virker på temperaturen',
    'forklare korleis drivhusgassar verkar på temperaturen',
  ],
  ['SAF01-04', 'aarstrinn2', 'tegne et kart over skoleveien', 'teikne eit kart over skulevegen'],
  [
    'SAF01-04',
    'aarstrinn4',
    'fortelle hvordan familier levde for hundre år siden',
    'fortelje korleis familiar levde for hundre år sidan',
  ],
  [
    'SAF01-04',
    'aarstrinn7',
    'gjøre rede for hvem som bestemmer hva i en kommune',
    'gjere greie for kven som avgjer kva i ein kommune',
  ],
  [
    'SAF01-04',
    'aarstrinn10',
    'drøfte hvordan fornorskingen virket på samiske familier',
    'drøfte korleis fornorskinga verka på samiske familiar',
  ],
  ['KRO01-05', 'aarstrinn4', 'være med i leker ute i all slags vær', 'vere med i leikar ute i all slags vêr'],
  [
    'KRO01-05',
    'aarstrinn10',
    'lage og gjennomføre en treningsplan for seg selv',
    'lage og gjennomføre ein treningsplan for seg sjølv',
  ],
  ['MUS01-02', 'aarstrinn4', 'lage en kort melodi sammen med andre', 'lage ein kort melodi saman med andre'],
  [
    'MUS01-02',
    'aarstrinn7',
    'øve inn og framføre en joik, en slått eller en sang',
    'øve inn og framføre ein joik, ein slått eller ein song',
  ],
  ['KHV01-02', 'aarstrinn7', 'bygge en modell av tre etter egen skisse', 'byggje ein modell av tre etter eiga skisse'],
  [
    'MHE01-02',
    'aarstrinn7',
    'lage et måltid etter en oppskrift og et budsjett',
    'lage eit måltid etter ei oppskrift og eit budsjett',
  ],
  [
    'MHE01-02',
    'aarstrinn10',
    'sammenligne matvarer ut fra innholdsfortegnelsen',
    'samanlikne matvarer ut frå innhaldslista',
  ],
  ['RLE01-03', 'aarstrinn7', 'samtale om høytider i ulike trossamfunn', 'samtale om høgtider i ulike trussamfunn'],
];

const firstCode = 900_001;
const nodes = aims.map(([curriculum, level, nob, nno], index) => ({
  code: `KM${firstCode + index}`,
  curriculum,
  level,
  nob,
  nno,
}));

/** The codes of the demo's aims in a curriculum that are reached after one of the levels. */
export function demoAimCodes(curriculum: string, levels: readonly Level[]): readonly string[] {
  const wanted = new Set(levels.map((level) => `aarstrinn${level.replace('YEAR_', '')}`));
  return nodes.filter((node) => node.curriculum === curriculum && wanted.has(node.level)).map((node) => node.code);
}

/** The demo's curricula, sets and aims as documents of Grep. */
export function demoGrep(): GrepSource {
  return { [Symbol.asyncIterator]: documents };
}

async function* documents(): AsyncGenerator<GrepDocument, void, undefined> {
  for (const [code, title] of Object.entries(curricula))
    yield { where: code, json: element('laereplan_lk20', code, title, title) };
  const sets = Map.groupBy(nodes, (node) => `KV-${node.curriculum}-${node.level}`);
  for (const [code, members] of sets) {
    const [{ curriculum, level } = { curriculum: '', level: 'aarstrinn1' }] = members;
    yield {
      where: code,
      json: {
        ...element('kompetansemaalsett_lk20', code, `Etter ${level}`, `Etter ${level}`),
        'tilhoerer-laereplan': reference(curriculum),
        kompetansemaal: members.map((member) => reference(member.code)),
        'etter-aarstrinn': [reference(level)],
      },
    };
    for (const member of members)
      yield {
        where: member.code,
        json: {
          ...element('kompetansemaal_lk20', member.code, member.nob, member.nno),
          'tilhoerer-laereplan': reference(curriculum),
          'tilhoerer-kompetansemaalsett': reference(code),
        },
      };
  }
}

const uriOf = (code: string) => `http://psi.udir.no/kl06/${code}`;
const reference = (code: string) => ({ kode: code, uri: uriOf(code) });
const element = (type: string, code: string, nob: string, nno: string) => ({
  ...reference(code),
  'grep-type': `http://psi.udir.no/ontologi/kl06/${type}`,
  status: 'http://psi.udir.no/kl06/status_publisert',
  tittel: {
    tekst: [
      { spraak: 'default', verdi: nob },
      { spraak: 'nob', verdi: nob },
      { spraak: 'nno', verdi: nno },
    ],
    forskrift: true,
  },
});
