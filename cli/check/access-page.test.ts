import { describe, expect, it } from 'vitest';
import { factsOfNoRole } from './access-by-role.ts';
import { describeAccess } from './access-page.ts';

describe('the page of who may see what', () => {
  it('tells of a role for every fact: none is left out of what people read', () => {
    expect(factsOfNoRole().filter((fact) => fact !== 'namedByDecision')).toEqual([]);
  });

  it('says what each role sees, when it ends and by which paragraph', async () => {
    const page = await describeAccess();
    const rowsOf = (who: string) => page.split('\n').filter((line) => line.startsWith(`| ${who} |`));
    expect(rowsOf('operator')).toEqual(['| operator | nothing | | | |']);
    expect(rowsOf('parent without foreldreansvar')).toEqual(['| parent without foreldreansvar | nothing | | | |']);
    expect(rowsOf('data-protection officer')).toHaveLength(1);
    expect(rowsOf('PPT').join('\n')).toContain('it is shared');
    const parent = rowsOf('parent with foreldreansvar, with whom the child lives').find((row) =>
      row.includes('health'),
    );
    expect(parent).toContain('the child is 18; there is a care order; there is a contact ban');
    expect(parent).not.toContain('fortrolig');
    expect(rowsOf('parent after a care order').join('\n')).not.toMatch(/health|placement/);
  });
});
