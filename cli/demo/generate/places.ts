import type { Address, MunicipalityName } from './model.ts';
import type { Random } from './random.ts';

/** A part of a municipality with its schools; `perLevel` is how many pupils a school has on each year level. */
export interface Area {
  readonly name: string;
  readonly postalCode: string;
  readonly postalPlace: string;
  readonly streets: readonly string[];
  readonly primary: readonly { readonly name: string; readonly perLevel: number }[];
  /** The school for years 8–10; a name that is also a primary school is one school for years 1–10. */
  readonly lowerSecondary: string;
  readonly kindergartens: readonly string[];
}

const list = (text: string): readonly string[] => text.split(', ');

const ringsaker: readonly Area[] = [
  {
    name: 'Brumunddal',
    postalCode: '2380',
    postalPlace: 'Brumunddal',
    streets: list(
      'Mjøsvegen, Granlivegen, Tømmerstien, Fagerlundvegen, Bjørkelia, Strandsagvegen, Kornbakken, Åsvegen',
    ),
    primary: [
      { name: 'Brumunddal skole', perLevel: 41 },
      { name: 'Fagerlund skole', perLevel: 28 },
      { name: 'Mørkved skole', perLevel: 26 },
      { name: 'Kylstad skole', perLevel: 20 },
      { name: 'Hempa skole', perLevel: 16 },
      { name: 'Bjørge skole', perLevel: 12 },
    ],
    lowerSecondary: 'Brumunddal ungdomsskole',
    kindergartens: ['Tømmerstien barnehage', 'Kornbakken barnehage'],
  },
  {
    name: 'Furnes',
    postalCode: '2320',
    postalPlace: 'Furnes',
    streets: list('Kirkekretsvegen, Furubakken, Nordåsen, Baldisholvegen, Skogstien, Lismarkvegen'),
    primary: [
      { name: 'Kirkekretsen skole', perLevel: 20 },
      { name: 'Gaupen skole', perLevel: 9 },
      { name: 'Lismarka skole', perLevel: 6 },
    ],
    lowerSecondary: 'Furnes ungdomsskole',
    kindergartens: ['Furubakken barnehage'],
  },
  {
    name: 'Moelv',
    postalCode: '2390',
    postalPlace: 'Moelv',
    streets: list('Moelvvegen, Skarpsnovegen, Ringvegen, Løkenvegen, Storgata, Messenlivegen, Åsgata'),
    primary: [
      { name: 'Moelv skole', perLevel: 25 },
      { name: 'Messenlia skole', perLevel: 16 },
      { name: 'Fossen skole', perLevel: 8 },
      { name: 'Næroset skole', perLevel: 6 },
    ],
    lowerSecondary: 'Moelv ungdomsskole',
    kindergartens: ['Skarpsno barnehage'],
  },
  {
    name: 'Brøttum',
    postalCode: '2372',
    postalPlace: 'Brøttum',
    streets: list('Brøttumsvegen, Mesnalivegen, Lågenstien, Sjusjøvegen, Åsmarkvegen'),
    primary: [
      { name: 'Brøttum barne- og ungdomsskole', perLevel: 11 },
      { name: 'Mesnali skole', perLevel: 8 },
      { name: 'Åsmarka skole', perLevel: 6 },
    ],
    lowerSecondary: 'Brøttum barne- og ungdomsskole',
    kindergartens: ['Lågenstien barnehage'],
  },
  {
    name: 'Nes',
    postalCode: '2350',
    postalPlace: 'Nes på Hedmarken',
    streets: list('Tingnesvegen, Helgøyvegen, Stavsjøvegen, Kveldsrovegen, Ysta'),
    primary: [
      { name: 'Tingnes skole', perLevel: 12 },
      { name: 'Stavsjø skole', perLevel: 10 },
    ],
    lowerSecondary: 'Nes ungdomsskole',
    kindergartens: [],
  },
  {
    name: 'Rudshøgda',
    postalCode: '2360',
    postalPlace: 'Rudshøgda',
    streets: list('Rudsvegen, Prøysenvegen, Veldrevegen, Stasjonsvegen, Teppeåsen'),
    primary: [
      { name: 'Rudshøgda skole', perLevel: 14 },
      { name: 'Veldre skole', perLevel: 9 },
    ],
    lowerSecondary: 'Rudshøgda ungdomsskole',
    kindergartens: ['Teppeåsen barnehage'],
  },
];

const sarpsborg: readonly Area[] = [
  {
    name: 'Grålum',
    postalCode: '1712',
    postalPlace: 'Grålum',
    streets: list('Grålumveien, Tuneveien, Tindlundveien, Kalnesveien, Rugdeveien, Blåbærstien'),
    primary: [
      { name: 'Grålum skole', perLevel: 26 },
      { name: 'Tindlund skole', perLevel: 18 },
    ],
    lowerSecondary: 'Grålum ungdomsskole',
    kindergartens: ['Blåbærstien barnehage'],
  },
  {
    name: 'Sentrum',
    postalCode: '1706',
    postalPlace: 'Sarpsborg',
    streets: list('Sandesundsveien, St. Marie gate, Oscar Torps vei, Korsgata, Landeparken, Opsundveien'),
    primary: [
      { name: 'Sandesund skole', perLevel: 22 },
      { name: 'Lande skole', perLevel: 18 },
    ],
    lowerSecondary: 'Kruseløkka ungdomsskole',
    kindergartens: ['Opsund barnehage'],
  },
  {
    name: 'Hafslund',
    postalCode: '1738',
    postalPlace: 'Borgenhaugen',
    streets: list('Rådmann Siras vei, Borgenveien, Hafslundsøyveien, Varteigveien, Navestadveien'),
    primary: [
      { name: 'Borgen skole', perLevel: 20 },
      { name: 'Hafslundsøy skole', perLevel: 16 },
      { name: 'Varteig skole', perLevel: 8 },
    ],
    lowerSecondary: 'Hafslund ungdomsskole',
    kindergartens: ['Navestad barnehage'],
  },
  {
    name: 'Skjeberg',
    postalCode: '1747',
    postalPlace: 'Skjeberg',
    streets: list('Skjebergveien, Stasjonsveien, Ullerøyveien, Høysandveien'),
    primary: [
      { name: 'Skjeberg barne- og ungdomsskole', perLevel: 12 },
      { name: 'Ullerøy skole', perLevel: 8 },
    ],
    lowerSecondary: 'Skjeberg barne- og ungdomsskole',
    kindergartens: [],
  },
];

export const areasOf = (name: MunicipalityName): readonly Area[] => (name === 'Ringsaker' ? ringsaker : sarpsborg);
export const municipalityNumberOf = (name: MunicipalityName): string => (name === 'Ringsaker' ? '3411' : '3105');

export function drawAddress(name: MunicipalityName, area: Area, random: Random): Address {
  return {
    street: random.pick(area.streets),
    number: random.int(1, 148),
    postalCode: area.postalCode,
    postalPlace: area.postalPlace,
    municipalityNumber: municipalityNumberOf(name),
  };
}
