import { describe, expect, it } from 'vitest';
import { clientSettingsSchema } from '#kit/config/client-settings.ts';
import { createSystemAdmission } from './admit-system.ts';
import type { SystemSubject } from './verify-token.ts';

const client = clientSettingsSchema.parse({
  clientId: 'timetables',
  name: 'Timetables',
  organisationNumber: '312000016',
  issuer: 'https://maskinporten.example',
  scopes: ['oppvekst:read', 'oppvekst:groups'],
  purposes: ['education'],
});
const token: SystemSubject = {
  kind: 'system',
  clientId: 'timetables',
  issuer: 'https://maskinporten.example',
  organisation: '312000016',
  scopes: ['oppvekst:groups', 'oppvekst:read', 'other'],
};
const admit = createSystemAdmission([client]);
const admitted = (change: Partial<SystemSubject>, purpose: Parameters<typeof admit>[1] = 'education') => {
  try {
    return admit({ ...token, ...change }, purpose);
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    return `${code}: ${message}`;
  }
};

describe('a system', () => {
  it('is admitted for a purpose of its registration, as the organisation that runs it', () => {
    expect(admitted({})).toEqual({
      kind: 'system',
      clientId: 'timetables',
      purpose: 'education',
      organisation: '312000016',
      assurance: null,
    });
  });

  it('is taken at its issuer’s word where that names no organisation', () => {
    expect(admitted({ organisation: null })).toMatchObject({ organisation: '312000016' });
  });

  it.each<[string, Partial<SystemSubject>, RegExp]>([
    ['nobody has registered', { clientId: 'other' }, /^UNAUTHENTICATED: .*not registered/],
    [
      'comes from another issuer than it is registered with',
      { issuer: 'https://id.example' },
      /^UNAUTHENTICATED: .*not registered/,
    ],
    ['acts for another organisation', { organisation: '312000008' }, /^UNAUTHENTICATED: .*another organisation/],
    ['has some of its scopes', { scopes: ['oppvekst:read'] }, /^FORBIDDEN: .*lacks .*oppvekst:groups/],
    ['has a scope that only begins right', { scopes: ['oppvekst:reader', 'oppvekst:groups'] }, /oppvekst:read\.$/],
  ])('that %s is refused', (_, change, message) => {
    expect(admitted(change)).toMatch(message);
  });

  it('without a purpose, or for one that it is not registered for, is refused and told which it has', () => {
    expect(admitted({}, null)).toMatch(/^FORBIDDEN: .*must state its purpose.*education/);
    expect(admitted({}, 'case-work')).toMatch(/^FORBIDDEN: .*not registered for the purpose "case-work".*education/);
  });
});
