import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openForChild, rewrap, sealForChild, shredChild, type WrappedKeyStore } from './child-keys.ts';

function memoryStore(): WrappedKeyStore & { readonly keys: Map<string, string> } {
  const keys = new Map<string, string>();
  return {
    keys,
    find: async ({ child, category }) => keys.get(`${child}|${category}`),
    add: async ({ child, category }, wrapped) => {
      const id = `${child}|${category}`;
      keys.set(id, keys.get(id) ?? wrapped);
      return keys.get(id) ?? wrapped;
    },
    remove: async (child, category) => {
      const doomed = [...keys.keys()].filter((id) =>
        category ? id === `${child}|${category}` : id.startsWith(`${child}|`),
      );
      for (const id of doomed) keys.delete(id);
      return doomed.length;
    },
  };
}
const master = { kid: 'master-1', bytes: randomBytes(32) };
const health = { child: 'child-1', category: 'health' };

describe('content sealed for a child', () => {
  it('opens while the key is there, under one key per child and category', async () => {
    const store = memoryStore();
    const [first, second] = await Promise.all([
      sealForChild({ allergy: 'nuts' }, health, store, master),
      sealForChild({ allergy: 'milk' }, health, store, master),
    ]);
    await sealForChild('x', { ...health, category: 'identity' }, store, master);
    expect(store.keys.size).toBe(2);
    expect(await openForChild(first, health, store, master)).toEqual({ allergy: 'nuts' });
    expect(await openForChild(second, health, store, master)).toEqual({ allergy: 'milk' });
  });

  it('is unreadable everywhere once the key is deleted, and another category is untouched', async () => {
    const store = memoryStore();
    const identity = { ...health, category: 'identity' };
    const sealed = await sealForChild({ allergy: 'nuts' }, health, store, master);
    const other = await sealForChild('Kari', identity, store, master);
    expect(await shredChild('child-1', store, 'health')).toBe(1);
    await expect(openForChild(sealed, health, store, master)).rejects.toThrow('has been deleted');
    expect(await openForChild(other, identity, store, master)).toBe('Kari');
    expect(await shredChild('child-1', store)).toBe(1);
    await sealForChild('new', health, store, master);
    await expect(openForChild(sealed, health, store, master)).rejects.toThrow('cannot be opened');
  });

  it('does not open as another child or category, altered, or with another master key', async () => {
    const store = memoryStore();
    const sealed = await sealForChild('x', health, store, master);
    const wrapped = await store.find(health);
    await store.add({ ...health, child: 'child-2' }, wrapped ?? '');
    await expect(openForChild(sealed, { ...health, child: 'child-2' }, store, master)).rejects.toThrow(
      'cannot be opened',
    );
    await expect(openForChild(sealed, health, store, { ...master, bytes: randomBytes(32) })).rejects.toThrow(
      'cannot be opened',
    );
    await expect(openForChild(`${sealed.slice(0, -4)}AAAA`, health, store, master)).rejects.toThrow('cannot be opened');
  });

  it('opens after the master key was exchanged', async () => {
    const store = memoryStore();
    const sealed = await sealForChild('x', health, store, master);
    const next = { kid: 'master-2', bytes: randomBytes(32) };
    store.keys.set('child-1|health', await rewrap((await store.find(health)) ?? '', health, master, next));
    expect(await openForChild(sealed, health, store, next)).toBe('x');
    await expect(openForChild(sealed, health, store, master)).rejects.toThrow('cannot be opened');
  });
});
