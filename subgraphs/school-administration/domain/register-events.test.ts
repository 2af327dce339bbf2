import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isLookedUp, isUrgent, registerEventTypes } from './register-events.ts';

const schema = new URL('../../../../shared/standards/folkeregisteret/Hendelsedokument_v1.4.xsd', import.meta.url);

describe('the event types of Folkeregisteret', () => {
  it.skipIf(!existsSync(schema))('are those of its own schema, each looked up or ignored', () => {
    const text = readFileSync(schema, 'utf8');
    const ofSchema = /simpleType name="Hendelsestype">([\s\S]*?)<\/xsd:simpleType>/.exec(text)?.[1] ?? '';
    const types = [...ofSchema.matchAll(/enumeration value="(\w+)"/g)].map((match) => match[1]);
    expect(types.length).toBeGreaterThan(30);
    expect(Object.keys(registerEventTypes).toSorted()).toEqual(types.toSorted());
  });

  it('are looked up when they are new to the hub, and never taken for members of an object', () => {
    expect(isLookedUp('endringINoeNytt')).toBe(true);
    expect(isLookedUp('constructor')).toBe(true);
    expect(isLookedUp('endringISivilstand')).toBe(false);
  });

  it('have one that is urgent', () => {
    expect(Object.keys(registerEventTypes).filter(isUrgent)).toEqual(['endringIAdressebeskyttelse']);
  });
});
