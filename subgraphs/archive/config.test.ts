import { describe, expect, it } from 'vitest';
import { readArchiveSettings, retentionRules } from './config.ts';
import { retentionRuleFor } from './domain/retention.ts';

describe("the archive's settings", () => {
  it('are safe when nothing is said: the hub is the archive of record and keeps everything', () => {
    const settings = readArchiveSettings(undefined);
    expect(settings).toMatchObject({ archiveOfRecord: 'embedded', unit: 'Oppvekst' });
    expect(retentionRuleFor('message', retentionRules(settings))).toEqual({ kind: '*', decision: 'preserve' });
  });

  it('are refused with every one that is wrong', () => {
    const settings = { archiveOfRecord: 'cupboard', unit: '', retention: [{ kind: 'message', decision: 'burn' }] };
    expect(() => readArchiveSettings(settings)).toThrow(
      /3 settings are wrong[\s\S]*archiveOfRecord[\s\S]*unit[\s\S]*retention\.0\.decision/,
    );
  });

  it('put the controller’s own rules first', () => {
    const authority = { kind: 'permission' as const, citation: 'Nasjonalarkivet 2026/1', inForceFrom: '2026-01-01' };
    const rules = retentionRules(
      readArchiveSettings({ retention: [{ kind: 'message', decision: 'dispose', years: 10, authority }] }),
    );
    expect(retentionRuleFor('message', rules)).toEqual({ kind: 'message', decision: 'dispose', years: 10, authority });
    expect(retentionRuleFor('plan', rules).decision).toBe('preserve');
  });
});
