import { HubError } from '#kit/errors/hub-error.ts';

export interface ComposedSubgraph {
  readonly name: string;
  readonly sdl: string;
  /** Where it answers when it runs as a process of its own. */
  readonly url: string;
}

/** Composes the supergraph; every composition error is told at once. Arguments inside `@requires` are refused: they answer wrongly. */
export async function composeSupergraph(subgraphs: readonly ComposedSubgraph[]): Promise<string> {
  const [{ composeServices }, { parse }] = await Promise.all([import('@apollo/composition'), import('graphql')]);
  for (const { name, sdl } of subgraphs)
    if (/@requires\(fields:\s*"[^"]*\(/.test(sdl))
      throw new HubError(
        'CONFIG',
        `${name}: @requires with arguments gives wrong answers silently. Take the arguments out.`,
      );
  const result = composeServices(subgraphs.map(({ name, sdl, url }) => ({ name, url, typeDefs: parse(sdl) })));
  if (result.errors && result.errors.length > 0)
    throw new HubError(
      'CONFIG',
      `The subgraphs do not compose:\n${result.errors.map((error) => `  ${error.message}`).join('\n')}`,
    );
  return `${result.supergraphSdl?.trim()}\n`;
}
