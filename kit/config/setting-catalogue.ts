import { z } from 'zod';

/** One setting, as the reference page and the environment know it. */
export interface Setting {
  /** Where it stands: `['peers', '[]', 'url']`; `[]` is each of a list, `*` each name of a table. */
  readonly path: readonly string[];
  /** What may stand there: `text`, `number`, `yes or no`, `list`, `table`, or the choices. */
  readonly type: string;
  readonly description: string;
  /** What holds when it is not given; absent when there is no default. */
  readonly fallback?: unknown;
  readonly required: boolean;
  /** Never shown; may come from a file named by `…_FILE`. */
  readonly secret: boolean;
  /** A path on disk; a relative one counts from the folder of the settings file. */
  readonly isPath: boolean;
  /** Other settings stand below it. */
  readonly hasParts: boolean;
  /** What stands below it is not all ours to name: a public key's own parts. */
  readonly isOpen: boolean;
  /** It is there only when another has this value: `kind is postgres`. */
  readonly when?: string;
}

interface Node {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly secret?: boolean;
  readonly path?: boolean;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  readonly items?: Node;
  readonly additionalProperties?: Node | boolean;
  readonly anyOf?: readonly Node[];
  readonly oneOf?: readonly Node[];
}

/** Every setting that a schema takes, in its order, those below others after them. */
export function listSettings(schema: z.ZodType): readonly Setting[] {
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Node;
  return [...partsOf(root, [])];
}

function* partsOf(node: Node, path: readonly string[], when?: string): Generator<Setting> {
  const required = new Set(node.required ?? []);
  for (const [name, part] of Object.entries(node.properties ?? {})) {
    if (when !== undefined && part.const !== undefined) continue;
    yield* settingOf(part, [...path, name], required.has(name), when);
  }
  if (node.items) yield* below(node.items, [...path, '[]'], when);
  if (typeof node.additionalProperties === 'object') yield* below(node.additionalProperties, [...path, '*'], when);
  for (const choice of choicesOf(node)) {
    const mark = discriminatorOf(choice);
    if (mark) yield* partsOf(choice, path, mark.when);
    else yield* partsOf(choice, path, when);
  }
}

/** What each of a list or a table holds; of its own it has nothing to say when it is a plain value. */
function* below(node: Node, path: readonly string[], when?: string): Generator<Setting> {
  yield* partsOf(node, path, when);
}

function* settingOf(node: Node, path: readonly string[], required: boolean, when?: string): Generator<Setting> {
  const parts = [...partsOf(node, path)];
  const isOpen = [node, node.items].some((one) => typeof one?.additionalProperties === 'object');
  const choices = choicesOf(node);
  const marks = choices.flatMap((choice) => discriminatorOf(choice) ?? []);
  yield {
    path,
    type: typeOf(node),
    description: node.description ?? '',
    ...(node.default === undefined ? {} : { fallback: node.default }),
    required,
    secret: node.secret === true,
    isPath: node.path === true,
    hasParts: parts.length > 0,
    isOpen,
    ...(when === undefined ? {} : { when }),
  };
  if (marks.length > 0)
    yield {
      path: [...path, marks[0]?.name ?? ''],
      type: marks.map(({ value }) => `\`${value}\``).join(' or '),
      description: 'Which of them',
      required: true,
      secret: false,
      isPath: false,
      hasParts: false,
      isOpen: false,
    };
  yield* parts;
}

const choicesOf = (node: Node): readonly Node[] => node.oneOf ?? node.anyOf ?? [];

function discriminatorOf(node: Node) {
  const found = Object.entries(node.properties ?? {}).find(([, part]) => part.const !== undefined);
  if (!found) return undefined;
  const [name, part] = found;
  return { name, value: String(part.const), when: `${name} is ${String(part.const)}` };
}

function typeOf(node: Node): string {
  if (node.enum) return node.enum.map((choice) => `\`${String(choice)}\``).join(' or ');
  if (node.const !== undefined) return `\`${String(node.const)}\``;
  const choices = choicesOf(node);
  if (choices.length > 0) return [...new Set(choices.map(typeOf))].join(' or ');
  const names: Readonly<Record<string, string>> = {
    string: 'text',
    number: 'number',
    integer: 'whole number',
    boolean: 'yes or no (`true`, `false`)',
    array: 'list',
    object: 'table',
    null: '`null`',
  };
  return names[node.type ?? ''] ?? 'anything';
}

/** The setting that a place in a file means; `3` of a list and a name of a table are found as `[]` and `*`. */
export function findSetting(settings: readonly Setting[], place: readonly string[]): Setting | undefined {
  return settings.find(({ path }) => path.length === place.length && fits(path, place));
}

/** Whether a place is one of the settings, or within a list or table of plain values. */
export function isKnownPlace(settings: readonly Setting[], place: readonly string[]): boolean {
  return settings.some(({ path, type, hasParts, isOpen }) => {
    if (path.length > place.length) return fits(path.slice(0, place.length), place);
    if (!fits(path, place.slice(0, path.length))) return false;
    return path.length === place.length || isOpen || (!hasParts && /list|table|anything/.test(type));
  });
}

const fits = (path: readonly string[], place: readonly string[]): boolean =>
  path.every((segment, index) => {
    const given = place[index] ?? '';
    return segment === '*' || (segment === '[]' ? /^\d+$/.test(given) : segment === given);
  });

/** What the environment calls a place: `database.url` is `OPPVEKST_DATABASE__URL`. */
export const environmentName = (place: readonly string[]): string =>
  `OPPVEKST_${place.map(environmentSegment).join('__')}`;

export const environmentSegment = (segment: string): string =>
  segment
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toUpperCase();
