import { GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createLog } from '#kit/log/log.ts';
import { HubError } from './hub-error.ts';
import { maskError, toGraphQLError } from './mask-error.ts';

function mask(error: unknown) {
  const lines: string[] = [];
  const log = createLog({ level: 'info', destination: { write: (line) => void lines.push(line) } });
  const wrapped =
    error instanceof GraphQLError
      ? error
      : new GraphQLError('wrapped', { path: ['pupil', 'name'], originalError: error as Error });
  return {
    masked: maskError(wrapped.toJSON(), error instanceof GraphQLError ? error : wrapped, log),
    logged: lines.join(''),
  };
}
const secret = 'select name from person where id = $1 at /srv/hub/store.ts of db.internal';

describe('an error as the caller sees it', () => {
  it('is, when deliberate, its message, code and details, and is not logged', () => {
    const { masked, logged } = mask(
      new HubError('CONFLICT', 'The key was used.', { details: { key: 'a' }, cause: new Error(secret) }),
    );
    expect(masked).toEqual({
      message: 'The key was used.',
      path: ['pupil', 'name'],
      extensions: { code: 'CONFLICT', key: 'a' },
    });
    expect(logged).toBe('');
  });

  it('is, when it is not, an id that the log knows, and nothing else', () => {
    for (const error of [
      new Error(secret),
      Object.assign(new Error(secret), { code: '42P01', detail: secret }),
      new TypeError(secret),
    ]) {
      const { masked, logged } = mask(error);
      const id = String(masked.extensions?.id);
      expect(masked).toEqual({
        message: `Internal error. Quote ${id} when you report it.`,
        path: ['pupil', 'name'],
        extensions: { code: 'INTERNAL', id },
      });
      expect(logged).toContain(id);
      expect(logged).toContain('select name from person');
    }
  });

  it('is masked too when a resolver threw a GraphQL error of its own with another code or none', () => {
    for (const extensions of [{}, { code: 'INTERNAL_SERVER_ERROR', stacktrace: [secret] }, { deliberate: 'yes' }])
      expect(JSON.stringify(mask(new GraphQLError(secret, { extensions })).masked)).not.toContain('select');
  });

  it('is the caller’s own mistake in the words of GraphQL, without what else is attached', () => {
    const { masked } = mask(
      new GraphQLError('Cannot query field "x".', {
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED', stacktrace: [secret] },
      }),
    );
    expect(masked).toEqual({ message: 'Cannot query field "x".', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } });
  });

  it('keeps what a subgraph said deliberately on its way through the gateway, without the mark', () => {
    const inSubgraph = toGraphQLError(
      new HubError('FORBIDDEN', 'You may not do this.', { details: { legalBasis: ['§ 1'] } }),
    ) as GraphQLError;
    // Over HTTP only the formatted error arrives.
    const { masked } = mask(
      new GraphQLError(inSubgraph.message, { extensions: { ...inSubgraph.extensions, serviceName: 'archive' } }),
    );
    expect(masked).toEqual({ message: 'You may not do this.', extensions: { code: 'FORBIDDEN', legalBasis: ['§ 1'] } });
  });

  it('is left alone by the subgraph when it was not deliberate', () => {
    const error = new Error(secret);
    expect(toGraphQLError(error)).toBe(error);
  });
});
