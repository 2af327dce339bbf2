import type { Adapter, AdapterPayload } from 'oidc-provider';

/** Where a demo's issuer keeps what is under way: in memory, gone with the demo. */
export function memoryAdapter(): (name: string) => Adapter {
  const kept = new Map<string, { readonly payload: AdapterPayload; readonly until: number }>();
  const read = (key: string): AdapterPayload | undefined => {
    const found = kept.get(key);
    if (!found || found.until > Date.now()) return found?.payload;
    kept.delete(key);
    return undefined;
  };
  return (name) => {
    const keyOf = (id: string) => `${name} ${id}`;
    const firstWith = (fits: (payload: AdapterPayload) => boolean) => {
      for (const key of kept.keys()) {
        const payload = key.startsWith(`${name} `) ? read(key) : undefined;
        if (payload && fits(payload)) return payload;
      }
      return undefined;
    };
    return {
      async upsert(id, payload, expiresIn) {
        kept.set(keyOf(id), { payload, until: expiresIn ? Date.now() + expiresIn * 1_000 : Number.POSITIVE_INFINITY });
      },
      find: async (id) => read(keyOf(id)),
      findByUid: async (uid) => firstWith((payload) => payload.uid === uid),
      findByUserCode: async (userCode) => firstWith((payload) => payload.userCode === userCode),
      async consume(id) {
        const found = kept.get(keyOf(id));
        if (found)
          kept.set(keyOf(id), { ...found, payload: { ...found.payload, consumed: Math.floor(Date.now() / 1_000) } });
      },
      async destroy(id) {
        kept.delete(keyOf(id));
      },
      async revokeByGrantId(grantId) {
        for (const [key, { payload }] of kept) if (payload.grantId === grantId) kept.delete(key);
      },
    };
  };
}
