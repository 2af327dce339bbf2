import { z } from 'zod';
import { HubError } from '#kit/errors/hub-error.ts';
import { type FeideConnection, requestFeide } from './request.ts';

/** A change of membership that the host organisation's directory is asked to make. */
export interface DirectoryChange {
  /** Asked again under the same id it is the same change. */
  readonly id: string;
  /** `user@realm`. */
  readonly feideId: string;
  readonly groupId: string;
  readonly kind: 'JOIN' | 'LEAVE';
}

/** The host organisation's user administration, from which Feide's groups come. */
export interface Directory {
  /** Hands changes over; the ids it has taken. Whether they are made is seen in Feide's own answers. */
  ask(changes: readonly DirectoryChange[]): Promise<ReadonlySet<string>>;
}

const answer = z.object({ accepted: z.array(z.string()) });

/** A directory that takes changes by `POST <url>/membership-changes`. */
export function createDirectory(options: FeideConnection & { readonly url: string }): Directory {
  return {
    async ask(changes) {
      if (changes.length === 0) return new Set();
      const reply = await requestFeide(options, `${options.url}/membership-changes`, { changes });
      if (!reply) throw new HubError('CONFIG', 'The directory takes no changes at the configured address');
      const read = answer.safeParse(reply.body);
      if (!read.success) throw new HubError('UNKNOWN_FORMAT', "The directory's answer does not say what it accepted");
      return new Set(read.data.accepted);
    },
  };
}
