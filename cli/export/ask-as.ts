import { randomUUID } from 'node:crypto';
import { type ExecutionResult, execute, parse } from 'graphql';
import type { Identity } from '#contracts/ports.ts';
import type { Hub } from '#gateway/hub/start-hub.ts';
import { dataSharing } from '#gateway/hub/subgraphs.ts';
import type { Viewer } from '#kit/access/viewer.ts';
import { HubError } from '#kit/errors/hub-error.ts';
import { schemaOf } from '#kit/serve/subgraph.ts';

interface UserErrors {
  readonly userErrors: ReadonlyArray<{ readonly code: string; readonly message: string }>;
}

/** Who is served at a desk: somebody saw who they are (`high`), and what they may see is decided as if they had asked themselves. */
export async function personServed(hub: Hub, identity: Identity, purpose: string | null): Promise<Viewer> {
  const person = await hub.depsOf<never>('data-sharing').port.whoIs(identity);
  if (!person)
    throw new HubError(
      'NOT_FOUND',
      identity.kind === 'feide'
        ? `Nobody here has the Feide id ${identity.feideId}.`
        : 'Nobody with the national id of --for is known here for sure.',
    );
  const organisation = person.employee ? hub.settings.controller.organisationNumber : null;
  return { kind: 'person', personId: person.personId, purpose, organisation, assurance: 'high' };
}

/** Asks data-sharing's guarded graph as somebody: decided, and audited before the answer, as over HTTP. */
export async function askAs<Data>(
  hub: Hub,
  viewer: Viewer,
  document: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<Data> {
  const access = hub.accessAs(viewer);
  const result = (await execute({
    schema: schemaOf(dataSharing),
    document: parse(document),
    variableValues: variables,
    contextValue: hub.subgraphs.dataSharing.contextFor({ access, requestId: randomUUID() }),
  })) as ExecutionResult<Data>;
  await access.flush();
  const failed = result.errors?.find(({ extensions }) => extensions.code !== 'WITHHELD');
  if (failed) throw failed.originalError ?? failed;
  if (!result.data) throw new HubError('NOT_FOUND', 'There is no such child, or they may not know of it.');
  return result.data;
}

/** The answer of a deed; CONFLICT, in its own words, where the domain refuses it. */
export async function actAs<Result extends UserErrors>(
  hub: Hub,
  viewer: Viewer,
  mutation: string,
  input: Readonly<Record<string, unknown>>,
): Promise<Result> {
  const { result } = await askAs<{ result: Result }>(hub, viewer, mutation, { input });
  const [refused] = result.userErrors;
  if (refused) throw new HubError('CONFLICT', `${refused.message} (${refused.code}).`);
  return result;
}
