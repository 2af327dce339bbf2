import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { hashOf, readDocuments } from './read-documents.ts';

const schema = buildSchema('type Query { me: Person } type Person { name: String friends: [Person!]! }');
const limits = { depth: 4, fields: 20, aliases: 2, rootFields: 2, directives: 2 };
const read = (content: string) => readDocuments(content, { schema, limits });
const problemsOf = (content: string): unknown => {
  try {
    return read(content);
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    return `${code} ${message}`;
  }
};

describe('a file of operations', () => {
  it('in GraphQL is a document for each operation, with the fragments that it uses and no other', () => {
    const [mine, theirs, ...more] = read(`
      query Mine { me { ...named } }
      fragment named on Person { name }
      query Theirs { me { friends { ...withFriends } } }
      fragment withFriends on Person { ...named friends { ...named } }
      fragment unused on Person { name }`);
    expect(more).toEqual([]);
    expect([mine?.name, theirs?.name]).toEqual(['Mine', 'Theirs']);
    expect(mine?.text).toContain('fragment named');
    expect(mine?.text).not.toMatch(/withFriends|unused/);
    expect(theirs?.text.match(/fragment /g)).toHaveLength(2);
    expect(mine?.hash).toBe(hashOf(mine?.text ?? ''));
  });

  it('in JSON is each text as it stands, under its SHA-256', () => {
    const text = 'query Mine{me{name}}';
    expect(read(JSON.stringify({ [hashOf(text)]: text }))).toEqual([{ name: 'Mine', hash: hashOf(text), text }]);
    expect(problemsOf(JSON.stringify({ [hashOf('other')]: text }))).toMatch(/^BROKEN_FILE The entry .* SHA-256/);
    expect(problemsOf(JSON.stringify({ Mine: text }))).toMatch(/^BROKEN_FILE The entry "Mine"/);
    expect(problemsOf('{ "a": ')).toMatch(/^BROKEN_FILE The file is not JSON/);
  });

  it('tells everything that is wrong at once, by the operation', () => {
    const told = problemsOf(`
      query Wrong { me { age } }
      query Deep { me { friends { friends { friends { name } } } } }
      { me { name } }`);
    expect(told).toMatch(/^BROKEN_FILE/);
    expect(told).toContain('Wrong: Cannot query field "age" on type "Person".');
    expect(told).toContain('Deep: The query is more than 4 fields deep');
    expect(told).toContain('an operation has no name');
  });

  it.each([
    ['no operation', 'fragment named on Person { name }', /The file has no operation/],
    ['nothing', '', /The file is not GraphQL/],
    ['an empty table', '{}', /The file has no operation/],
    ['something else', '<html>', /The file is not GraphQL/],
  ])('that holds %s is refused', (_, content, message) => {
    expect(problemsOf(content)).toMatch(message);
  });
});
