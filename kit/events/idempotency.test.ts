import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { HubDatabase } from '#kit/database/database.ts';
import { openKitDatabase, postgresUrl } from '#test/contract/support/kit-database.ts';
import { once } from './idempotency.ts';
import { createTransact } from './outbox.ts';
import type { EventTables } from './tables.ts';

describe.each(['PGlite', 'PostgreSQL'] as const)('an idempotency key in %s', (kind) => {
  describe.skipIf(kind === 'PostgreSQL' && !postgresUrl)('of a change', () => {
    let database: HubDatabase;
    beforeAll(async () => {
      database = await openKitDatabase(kind, 'create schema trial; create table trial.effect (n int)');
    });
    afterAll(() => database.close());
    beforeEach(() => sql.raw('truncate events.idempotency, trial.effect').execute(database.kysely));

    let made = 0;
    /** Makes a change once per key, and says which change it was. */
    const change = (
      key: string,
      request: unknown,
      more: { viewer?: string; subgraph?: string; fail?: boolean; slow?: number; inHand?: () => void } = {},
    ) =>
      createTransact<EventTables>(database.as<EventTables>(), {
        controller: '312000008',
        now: () => new Date(),
        wake: () => undefined,
      })((unit) =>
        once(
          unit,
          { subgraph: more.subgraph ?? 'archive', viewer: more.viewer ?? 'person:anna', key, request },
          async () => {
            made += 1;
            const answer = { id: made, userErrors: [] };
            await sql`insert into trial.effect values (${made})`.execute(unit.tx);
            more.inHand?.();
            if (more.slow) await new Promise((resolve) => setTimeout(resolve, more.slow));
            if (more.fail) throw new Error('it went wrong');
            return answer;
          },
        ),
      );
    const effects = async () =>
      (await sql<{ n: number }>`select count(*) as n from trial.effect`.execute(database.kysely)).rows[0]?.n;

    it('used again gives the first answer and has no second effect', async () => {
      const first = await change('key', { n: 1 });
      expect(await change('key', { n: 1 })).toEqual(first);
      expect(await effects()).toBe(1);
    });

    it('used for another request is a conflict that names the key', async () => {
      await change('key', { n: 1 });
      await expect(change('key', { n: 2 })).rejects.toMatchObject({
        code: 'CONFLICT',
        message: expect.stringContaining('"key"'),
      });
      expect(await effects()).toBe(1);
    });

    it('is the caller’s own, and of one subgraph', async () => {
      await change('key', { n: 1 });
      await change('key', { n: 1 }, { viewer: 'person:bo' });
      await change('key', { n: 1 }, { subgraph: 'feide' });
      expect(await effects()).toBe(3);
    });

    it('of a change that failed is free again', async () => {
      await expect(change('key', { n: 1 }, { fail: true })).rejects.toThrow('it went wrong');
      expect(await effects()).toBe(0);
      await change('key', { n: 2 });
      expect(await effects()).toBe(1);
    });

    it('used by many at once has one effect, and all get its answer', async () => {
      const answers = await Promise.all([...Array(5)].map(() => change('key', { n: 1 }, { slow: 10 })));
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      expect(await effects()).toBe(1);
    });

    it('is taken over by one that waited when the first in hand fails', async () => {
      const first = Promise.withResolvers<void>();
      const failing = change('key', { n: 1 }, { fail: true, slow: 30, inHand: first.resolve });
      const [failed, then] = await Promise.allSettled([
        failing,
        first.promise.then(() => change('key', { n: 1 }, { slow: 1 })),
      ]);
      expect([failed.status, then.status]).toEqual(['rejected', 'fulfilled']);
      expect(await effects()).toBe(1);
    });
  });
});
