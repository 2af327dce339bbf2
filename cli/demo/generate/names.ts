import type { Gender, PersonName } from './model.ts';
import type { Random } from './random.ts';

/** Where a family's names come from; with the ISO 639 code of the language most often spoken at home. */
export type Origin = keyof typeof origins;

interface NameSet {
  readonly weight: number;
  readonly language: string;
  readonly female: readonly string[];
  readonly male: readonly string[];
  readonly family: readonly string[];
}

const words = (text: string): readonly string[] => text.split(' ').map((word) => word.replaceAll('_', ' '));

const origins = {
  norwegian: {
    weight: 780,
    language: 'nb',
    female: words(
      'Nora Emma Ella Maja Olivia Sofie Ingrid Frida Sara Astrid Selma Ida Hedda Tuva Amalie Ada Thea Mathilde Eline Anna Kari Marit Åse Øydis Solveig Ragnhild Gro Synnøve Guro Ronja Mina Vilde Aurora Saga Live Tiril Anne_Marte Ida-Marie Anne-Lise Else_Karin Kjersti Berit Tone Hilde Silje Camilla Marianne Stine Ingvild Turid Renée Zoé',
    ),
    male: words(
      'Jakob Emil Noah Oliver Filip William Lukas Liam Henrik Oskar Aksel Theodor Elias Kasper Magnus Isak Johannes Mathias Sander Even Håkon Sigurd Åsmund Øyvind Bjørn Tarjei Birk Sverre Odin Håvard Ola Per Kåre Geir Trond Morten Anders Lars_Erik Jan-Petter Ole_Kristian Stian Eirik Vebjørn Torstein Knut Sindre André Jørgen Pål Leif',
    ),
    family: words(
      'Hansen Johansen Olsen Larsen Andersen Pedersen Nilsen Kristiansen Jensen Karlsen Johnsen Pettersen Eriksen Berg Haugen Hagen Johannessen Andreassen Jacobsen Dahl Halvorsen Lund Sørensen Jakobsen Moen Gundersen Strand Solberg Bakken Svendsen Eide Rasmussen Knutsen Lie Kristoffersen Martinsen Bråten Rønning Sæther Ødegård Fjeld Høyesen Aalerud Sætre Skjærstad Myhre Nyhus Tangen Ruud Engen Brenden Fossum Mørk Lillehagen Østby Åsgård Thorsrud Bjørnstad Hjelmstad Gåserud Størseth Berg-Hansen Lund-Eriksen Haug_Olsen',
    ),
  },
  sami: {
    weight: 14,
    language: 'se',
    female: words('Áile Elle_Márjá Ráijá Máret Inga_Sunná Biret Risten Sárá Ánne Láilá Elle'),
    male: words('Áilu Máhtte Nils_Ánte Niillas Issát Jovnna Ánte Mihkkal Lemet Sámmol Piera'),
    family: words('Sara Eira Gaup Hætta Turi Somby Utsi Bongo Triumf Guttorm Länsman Čuđđe Ánde-Gaup'),
  },
  polish: {
    weight: 46,
    language: 'pl',
    female: words('Zofia Maja Hanna Julia Oliwia Aleksandra Małgorzata Agnieszka Świętosława Katarzyna'),
    male: words('Jan Jakub Szymon Antoni Filip Kacper Łukasz Paweł Michał Krzysztof Stanisław'),
    family: words('Nowak Kowalski Wiśniewski Wójcik Kamiński Zieliński Szymański Dąbrowski Kozłowska-Mazur Piotrowski'),
  },
  lithuanian: {
    weight: 22,
    language: 'lt',
    female: words('Emilija Gabija Ugnė Lėja Austėja Rūta Živilė Jūratė'),
    male: words('Lukas Matas Jonas Dominykas Žygimantas Mindaugas Šarūnas Vytautas'),
    family: words('Kazlauskas Petrauskas Jankauskas Žukauskas Butkus Stankevičius Urbonas Šimkus'),
  },
  ukrainian: {
    weight: 36,
    language: 'uk',
    female: words('Sofiia Anastasiia Mariia Polina Daryna Oksana Yuliia Olena Kateryna'),
    male: words('Oleksandr Maksym Dmytro Artem Bohdan Andrii Mykhailo Serhii Volodymyr'),
    family: words('Kovalenko Shevchenko Bondarenko Tkachenko Kravchenko Melnyk Oliinyk Lysenko Hrytsenko'),
  },
  somali: {
    weight: 28,
    language: 'so',
    female: words('Hodan Ayaan Fatuma Sagal Ifrah Hibo Amina Khadija Nasteexo'),
    male: words('Abdirahman Mohamed Ayub Zakaria Liban Yusuf Bilal Mahad Cabdi'),
    family: words('Ali_Warsame Abdi_Hassan Mohamud_Farah Nur_Jama Osman_Yusuf Ahmed_Elmi Hersi_Aden Isse'),
  },
  arabic: {
    weight: 34,
    language: 'ar',
    female: words('Layla Maryam Noor Yasmin Huda Rania Salma Aya Zaynab'),
    male: words('Omar Yousef Karim Ahmad Hamza Ibrahim Samir Tariq Khaled'),
    family: words('Al-Masri Haddad Khalil Al-Hassan Darwish Nasser Saleh El-Amin Hamdan Qassem'),
  },
  tamil: {
    weight: 12,
    language: 'ta',
    female: words('Abirami Kavya Nila Tharsika Janani Meera'),
    male: words('Arun Kavin Pranav Niroshan Vithushan Suren'),
    family: words('Sivakumar Rajaratnam Thavarajah Balasubramaniam Nadarajah Kandiah'),
  },
  vietnamese: {
    weight: 14,
    language: 'vi',
    female: words('Linh Thảo Mai_Anh Ngọc Thùy_Dương Hương'),
    male: words('Minh Đức Tuấn_Anh Quang Huy Việt'),
    family: words('Nguyễn Trần Lê Phạm Huỳnh Võ Đặng'),
  },
  eritrean: {
    weight: 14,
    language: 'ti',
    female: words('Selam Rahwa Winta Feven Luwam Saba'),
    male: words('Filmon Yonatan Natnael Samuel Robel Aman'),
    family: words('Tesfay Haile Ghebremedhin Tekle Weldeab Kidane'),
  },
} as const satisfies Record<string, NameSet>;

export const homeLanguage = (origin: Origin): string => origins[origin].language;

export function drawOrigin(random: Random): Origin {
  return random.weighted((Object.keys(origins) as Origin[]).map((origin) => [origin, origins[origin].weight] as const));
}

export const drawFamilyName = (origin: Origin, random: Random): string => random.pick(origins[origin].family);

/** A given name; one in nine gets a second one, as a middle name or as a double name. */
export function drawName(origin: Origin, gender: Gender, family: string, random: Random): PersonName {
  const names: readonly string[] = origins[origin][gender];
  const first = random.pick(names);
  if (!first.includes(' ') && !first.includes('-') && random.chance(0.06)) {
    const second = random.pick(names.filter((name) => name !== first && !/[ -]/.test(name)));
    return { given: `${first} ${second}`, family };
  }
  // Norwegian families often carry the other parent's name in the middle.
  if (origin === 'norwegian' && random.chance(0.12)) {
    const middle = drawFamilyName(origin, random);
    if (middle !== family && !/[ -]/.test(middle)) return { given: first, middle, family };
  }
  return { given: first, family };
}

export const formattedName = (name: PersonName): string =>
  name.middle === undefined ? `${name.given} ${name.family}` : `${name.given} ${name.middle} ${name.family}`;

const spelledOut: Readonly<Record<string, string>> = { æ: 'ae', ø: 'o', å: 'a', đ: 'd', ł: 'l', ŋ: 'n', ŧ: 't' };

/** Small letters a–z only, for user names and e-mail: `Åse Marie` → `asemarie`. */
export const asciiLetters = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[æøåđłŋŧ]/g, (letter) => spelledOut[letter] ?? '')
    .normalize('NFD')
    .replace(/[^a-z]/g, '');
