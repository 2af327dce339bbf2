import { HubError } from '#kit/errors/hub-error.ts';
import { type FeideGroup, type MemberList, readGroups, readMembers } from './group-documents.ts';
import { type FeideConnection, requestFeide } from './request.ts';

export interface GroupsApi {
  /** Every group of the host organisation, page by page. */
  groups(): Promise<readonly FeideGroup[]>;
  /** One group, or undefined when Feide has it no more. */
  group(id: string): Promise<FeideGroup | undefined>;
  /** The members of a group now, or undefined when Feide has it no more. */
  members(id: string): Promise<MemberList | undefined>;
  /** The groups of the person whose access token it is. */
  groupsOfUser(userToken: string): Promise<readonly FeideGroup[]>;
}

export interface GroupsApiOptions extends FeideConnection {
  /** `https://…` of the organisation side, without `/v1`. */
  readonly baseUrl: string;
  /** Of the user side, where that is another host. */
  readonly userBaseUrl?: string;
  /** The host organisation: `ringsaker.kommune.no`. */
  readonly realm: string;
}

/** A list that never ends is broken. */
const mostPages = 10_000;

/** Feide's groups API: the organisation side for what everybody is a member of, the user side for one who has signed in. */
export function createGroupsApi(options: GroupsApiOptions): GroupsApi {
  const root = `${options.baseUrl}/v1/orgs/${encodeURIComponent(options.realm)}/groups`;
  const pages = async (first: string, connection: FeideConnection): Promise<readonly unknown[] | undefined> => {
    const bodies: unknown[] = [];
    for (let url: string | undefined = first; url !== undefined; ) {
      if (bodies.length >= mostPages) throw new HubError('UNKNOWN_FORMAT', "Feide's list has no end: it was given up");
      const reply = await requestFeide(connection, url);
      if (!reply) {
        if (bodies.length === 0) return undefined;
        throw new HubError('UNAVAILABLE', 'Feide lost a list between two of its pages');
      }
      bodies.push(reply.body);
      url = reply.next;
    }
    return bodies;
  };
  const allGroups = async (url: string, connection: FeideConnection) => {
    const bodies = await pages(url, connection);
    if (!bodies)
      throw new HubError(
        'CONFIG',
        'Feide knows no such host organisation, or has no groups API at the configured address',
      );
    return [...new Map(bodies.flatMap(readGroups).map((group) => [group.id, group])).values()];
  };
  return {
    groups: () => allGroups(root, options),
    async group(id) {
      const reply = await requestFeide(options, `${root}/${encodeURIComponent(id)}`);
      return reply && readGroups([reply.body])[0];
    },
    async members(id) {
      const bodies = await pages(`${root}/${encodeURIComponent(id)}/members`, options);
      if (!bodies) return undefined;
      const lists = bodies.map(readMembers);
      return {
        members: [...new Map(lists.flatMap((list) => list.members).map((member) => [member.feideId, member])).values()],
        unidentified: lists.reduce((sum, list) => sum + list.unidentified, 0),
      };
    },
    groupsOfUser: (userToken) =>
      allGroups(`${options.userBaseUrl ?? options.baseUrl}/groups/me/groups`, {
        ...options,
        token: async () => userToken,
      }),
  };
}
