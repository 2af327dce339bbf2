import type { LanguageText } from '../../domain/competence-aim.ts';
import { type Level, levelOfGrepCode } from '../../domain/level.ts';
import { isRecord, readText } from './read-text.ts';

/** A mention of another element: its code, and its title where one is given. */
export interface GrepReference {
  readonly code: string;
  readonly title: readonly LanguageText[];
}

interface Element {
  readonly code: string;
  readonly title: readonly LanguageText[];
  /** Published, and not declared as ended (utgått). */
  readonly inForce: boolean;
}
/** The kinds of elements that the catalogue needs; of the others only the type is kept, for the count. */
export type GrepElement =
  | (Element & {
      readonly kind: 'aim';
      readonly set: GrepReference | undefined;
      readonly curriculum: GrepReference | undefined;
    })
  | (Element & {
      readonly kind: 'aim-set';
      readonly aims: readonly GrepReference[];
      readonly levels: readonly Level[];
      readonly curriculum: GrepReference | undefined;
    })
  | (Element & { readonly kind: 'curriculum' })
  | { readonly kind: 'other'; readonly type: string };

export type Tell = (what: string, done: string) => void;

/** Reads one element of Grep (v201906, LK20 and LK06). What is missing is left empty; undefined when it is no element at all. */
export function readElement(json: unknown, tell: Tell): GrepElement | undefined {
  if (!isRecord(json) || typeof json['grep-type'] !== 'string') {
    tell('this is no element of Grep: it has no grep-type', 'left it out');
    return undefined;
  }
  const type = lastSegment(json['grep-type']);
  const kind = kindOf(type);
  if (!kind) return { kind: 'other', type };
  const reference = readReference(json, tell);
  if (!reference) {
    tell(`an element of type ${type} has no code (kode)`, 'left it out');
    return undefined;
  }
  const element = { ...reference, inForce: isInForce(json.status, tell) };
  const curriculum = readReference(json['tilhoerer-laereplan'], tell);
  switch (kind) {
    case 'aim':
      return { kind, ...element, curriculum, set: readReference(json['tilhoerer-kompetansemaalsett'], tell) };
    case 'aim-set':
      return {
        kind,
        ...element,
        curriculum,
        aims: readReferences(json.kompetansemaal, tell),
        levels: readLevels(json, tell),
      };
    case 'curriculum':
      return { kind, ...element };
  }
}

function kindOf(type: string): 'aim' | 'aim-set' | 'curriculum' | undefined {
  switch (type.replace(/_lk20$/, '')) {
    case 'kompetansemaal':
      return 'aim';
    case 'kompetansemaalsett':
      return 'aim-set';
    case 'laereplan':
      return 'curriculum';
    default:
      return undefined;
  }
}

const lastSegment = (uri: string): string => uri.slice(uri.lastIndexOf('/') + 1);
const isCode = (text: unknown): text is string => typeof text === 'string' && /^[\w.-]{1,60}$/.test(text);

/** The uri is Grep's global identifier, so it wins where code and uri disagree. */
function readReference(value: unknown, tell: Tell): GrepReference | undefined {
  // Some references stand by themselves, others under `referanse` beside an explanation.
  const json = isRecord(value) && isRecord(value.referanse) ? value.referanse : value;
  if (!isRecord(json)) return undefined;
  const fromUri = typeof json.uri === 'string' ? lastSegment(json.uri) : undefined;
  const written = json.kode;
  if (isCode(written) && isCode(fromUri) && written !== fromUri)
    tell(`the code ${written} and the uri's ${fromUri} disagree`, `used ${fromUri}`);
  const code = isCode(fromUri) ? fromUri : written;
  return isCode(code) ? { code, title: readText(json.tittel, tell) } : undefined;
}

const readReferences = (value: unknown, tell: Tell): readonly GrepReference[] =>
  (Array.isArray(value) ? value : []).flatMap((each: unknown) => readReference(each, tell) ?? []);

/** After which levels the aims are to be reached; where the set does not say it, the levels where it is taught. */
function readLevels(json: Readonly<Record<string, unknown>>, tell: Tell): readonly Level[] {
  const after = readReferences(json['etter-aarstrinn'], tell);
  const references = after.length > 0 ? after : readReferences(json['benyttes-paa-aarstrinn'], tell);
  return references.flatMap(({ code }) => {
    const level = levelOfGrepCode(code);
    if (!level) tell(`the level ${code} is not known`, 'left that level out');
    return level ?? [];
  });
}

function isInForce(status: unknown, tell: Tell): boolean {
  if (typeof status !== 'string') return true;
  const word = lastSegment(status).replace(/^status_/, '');
  if (word !== 'publisert' && word !== 'utgaatt')
    tell(`the status "${word.slice(0, 30)}" is not known`, 'took it as not in force');
  return word === 'publisert';
}
