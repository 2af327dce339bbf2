import fc from 'fast-check';
import {
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isUnionType,
  parse,
  validate,
} from 'graphql';

export interface GeneratedQuery {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Valid queries over a schema: aliases, arguments, fragments, type conditions, `@skip`/`@include`, repeated fields. */
export function arbitraryQuery(schema: GraphQLSchema): fc.Arbitrary<GeneratedQuery> {
  return fc
    .array(fc.nat(0xffff), { minLength: 4, maxLength: 250, size: 'max' })
    .map((choices) => new QueryWriter(schema, choices).write())
    .filter(({ query }) => validate(schema, parse(query)).length === 0);
}

const ids = ['"p1"', '"p2"', '"p3"', '"s1"', '"s2"', '"1"', '"2"', '"4"', '"5"', '"a1"', '"none"'];
const flags = ['yes', 'no', 'unset', 'off'];

/** Writes a query by taking one choice after the other; when they are used up it takes the plainest, and so ends. */
class QueryWriter {
  readonly #schema: GraphQLSchema;
  readonly #choices: readonly number[];
  readonly #variables = new Map<string, { type: string; text: string; value: unknown }>();
  readonly #fragments: string[] = [];
  #at = 0;

  constructor(schema: GraphQLSchema, choices: readonly number[]) {
    this.#schema = schema;
    this.#choices = choices;
  }

  write(): GeneratedQuery {
    const root = this.#schema.getQueryType();
    if (!root) throw new Error('no query type');
    const selections = this.#selections(root, 0);
    const declared: string[] = [];
    const variables: Record<string, unknown> = {};
    for (const [name, { type, text, value }] of this.#variables) {
      declared.push(`$${name}: ${type}${text}`);
      if (value !== undefined) variables[name] = value;
    }
    const head = declared.length === 0 ? 'query' : `query (${declared.join(', ')})`;
    return { query: [`${head} ${selections}`, ...this.#fragments].join('\n'), variables };
  }

  /** A number below the limit; 0 when there are no choices left. */
  #pick(limit: number): number {
    const choice = this.#choices[this.#at++];
    return choice === undefined || limit <= 0 ? 0 : choice % limit;
  }

  #one<T>(options: readonly T[]): T {
    const option = options[this.#pick(options.length)];
    if (option === undefined) throw new Error('nothing to choose from');
    return option;
  }

  #selections(type: GraphQLCompositeType, depth: number): string {
    const fields = isUnionType(type) ? [] : Object.values(type.getFields());
    const parts: string[] = [];
    const count = 1 + this.#pick(depth > 3 ? 2 : 5);
    for (let i = 0; i < count; i++) parts.push(this.#selection(type, fields, depth));
    return `{ ${parts.join(' ')} }`;
  }

  #selection(type: GraphQLCompositeType, fields: readonly GraphQLField<unknown, unknown>[], depth: number): string {
    const kind = this.#pick(12);
    if (kind === 11 || (fields.length === 0 && depth > 4))
      return this.#pick(3) === 1 ? 'kind: __typename' : '__typename';
    if ((kind >= 9 || fields.length === 0) && depth < 6) return this.#fragment(type, depth);
    const leaves = fields.filter((field) => !isCompositeType(getNamedType(field.type)));
    const usable = depth > 4 ? leaves : fields;
    if (usable.length === 0) return '__typename';
    return this.#field(this.#one(usable), depth);
  }

  #field({ name, args, type }: GraphQLField<unknown, unknown>, depth: number): string {
    const alias = this.#pick(5) === 4 ? `${this.#one(['x', 'y', 'constructor', 'z'])}: ` : '';
    const given = args
      .filter((argument) => isRequiredArgument(argument) || this.#pick(3) === 2)
      .map((argument) => `${argument.name}: ${this.#argument(argument)}`);
    const named = getNamedType(type);
    const below = isCompositeType(named) ? ` ${this.#selections(named, depth + 1)}` : '';
    return `${alias}${name}${given.length > 0 ? `(${given.join(', ')})` : ''}${this.#condition()}${below}`;
  }

  #fragment(type: GraphQLCompositeType, depth: number): string {
    // An interface's condition inside an object type is left out: Apollo's gateway then loses what is nested in it.
    const conditions = isAbstractType(type)
      ? [...this.#schema.getPossibleTypes(type), type, ...(isUnionType(type) ? [] : type.getInterfaces())]
      : [type];
    const condition = this.#one<GraphQLCompositeType>(conditions);
    const selections = this.#selections(condition, depth + 1);
    switch (this.#pick(3)) {
      case 1: {
        const name = `F${this.#fragments.length}`;
        this.#fragments.push(`fragment ${name} on ${condition.name} ${selections}`);
        return `...${name}${this.#condition()}`;
      }
      case 2:
        return condition === type ? `...${this.#condition()} ${selections}` : `... on ${condition.name} ${selections}`;
      default:
        return `... on ${condition.name}${this.#condition()} ${selections}`;
    }
  }

  #condition(): string {
    const kind = this.#pick(10);
    if (kind < 8) return '';
    const flag = this.#one([...flags, 'true', 'false']);
    if (flag === 'true' || flag === 'false') return kind === 8 ? ` @skip(if: ${flag})` : ` @include(if: ${flag})`;
    const values = {
      yes: { type: 'Boolean!', text: '', value: true },
      no: { type: 'Boolean!', text: '', value: false },
      unset: { type: 'Boolean!', text: ' = true', value: undefined },
      off: { type: 'Boolean!', text: ' = true', value: false },
    };
    this.#variables.set(flag, values[flag as keyof typeof values]);
    return kind === 8 ? ` @skip(if: $${flag})` : ` @include(if: $${flag})`;
  }

  #argument({ name, type }: GraphQLArgument): string {
    const text = this.#value(type);
    if (this.#pick(3) !== 2) return text;
    const variable = `${name}${this.#variables.size}`;
    // A literal with object fields or enum names is no JSON: it becomes the variable's default instead of its value.
    const json = /^[\d"[\], .a-z-]+$/.test(text);
    this.#variables.set(variable, {
      type: String(type),
      text: json ? '' : ` = ${text}`,
      value: json ? JSON.parse(text) : undefined,
    });
    return `$${variable}`;
  }

  #value(type: GraphQLInputType): string {
    if (isNonNullType(type)) return this.#value(type.ofType);
    if (isListType(type))
      return `[${Array.from({ length: this.#pick(3) }, () => this.#value(type.ofType)).join(', ')}]`;
    if (isEnumType(type)) return this.#one(type.getValues()).name;
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter(() => this.#pick(2) === 1);
      return `{ ${fields.map((field) => `${field.name}: ${this.#value(field.type)}`).join(', ')} }`;
    }
    if (type.name === 'Int') return String(this.#pick(4));
    return type.name === 'Boolean' ? this.#one(['true', 'false']) : this.#one([...ids, '"Book"']);
  }
}
