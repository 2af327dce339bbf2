/** The composed supergraph of the six subgraphs as they are in the code now. */
export async function composeNow(): Promise<string> {
  const [{ composeSupergraph }, { sdlOf }, { allSubgraphs }] = await Promise.all([
    import('#gateway/compose.ts'),
    import('#kit/serve/subgraph.ts'),
    import('#gateway/hub/subgraphs.ts'),
  ]);
  return composeSupergraph(
    allSubgraphs.map((definition, index) => ({
      name: definition.name,
      sdl: sdlOf(definition),
      url: `http://127.0.0.1:${4001 + index}/graphql`,
    })),
  );
}
