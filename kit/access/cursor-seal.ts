import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import { HubError } from '#kit/errors/hub-error.ts';

/**
 * Seals the cursors of lists. A cursor names a row by its sort key, which may be a person's name; it ends up in addresses, logs and
 * caches. `list` is the field it is of, such as `School.pupils`: the cursor of one list is none of another.
 */
export interface CursorSeal {
  seal(list: string, cursor: string): string;
  /** Throws BAD_INPUT for what this hub has not sealed for the list. */
  open(list: string, sealed: string): string;
}

const ivBytes = 12;
const tagBytes = 16;

/**
 * AES-256-GCM, whose nonce is a MAC of what is sealed: a row's cursor is the same after a restart and in every replica, and it
 * tells nothing but that two are the same.
 *
 * @param key 32 bytes, the hub's own for cursors.
 */
export function createCursorSeal(key: Buffer): CursorSeal {
  const part = (use: string) => createHmac('sha256', key).update(use).digest();
  const [encryptionKey, nonceKey] = [part('encryption'), part('nonce')];
  const nonceOf = (list: string, cursor: string) =>
    createHmac('sha256', nonceKey)
      .update(JSON.stringify([list, cursor]))
      .digest()
      .subarray(0, ivBytes);
  return {
    seal(list, cursor) {
      const iv = nonceOf(list, cursor);
      const cipher = createCipheriv('aes-256-gcm', encryptionKey, iv).setAAD(Buffer.from(list));
      const sealed = Buffer.concat([cipher.update(cursor, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
    },
    open(list, text) {
      const bytes = Buffer.from(text, 'base64url');
      try {
        const decipher = createDecipheriv('aes-256-gcm', encryptionKey, bytes.subarray(0, ivBytes), {
          authTagLength: tagBytes,
        })
          .setAAD(Buffer.from(list))
          .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
        const opened = decipher.update(bytes.subarray(ivBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8');
        // The decoder passes over what is not of its alphabet: only the very text that was given out is a cursor.
        if (bytes.toString('base64url') === text) return opened;
      } catch {
        // One error for every broken cursor: which part of it is wrong is nobody's business.
      }
      throw new HubError(
        'BAD_INPUT',
        'after is not a cursor of this list. Use pageInfo.endCursor from the page before.',
      );
    },
  };
}
