import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { absenceReportChanged } from '#contracts/events/parent-communication.ts';
import { newEvent } from '#kit/events/envelope.ts';
import { recordAs } from '../testing/record.ts';
import {
  buildSchool,
  startSchoolAdministration,
  type TestSchoolAdministration,
} from '../testing/test-school-administration.ts';

let hub: TestSchoolAdministration;
let at: Awaited<ReturnType<typeof buildSchool>>;
beforeAll(async () => {
  hub = await startSchoolAdministration();
  at = await buildSchool(hub);
});
afterAll(() => hub.stop());

const category = 'attendance-reasons' as const;
async function report(
  childId: string,
  reportId: string,
  content: Record<string, string>,
  state: 'REPORTED' | 'RETRACTED',
) {
  const whole = { from: '', to: '', hours: null, reason: 'ILLNESS', note: null, ...content };
  const sealed = await hub.childVault.seal(whole, { child: childId, category });
  const delivered = await hub.deliver(
    newEvent(absenceReportChanged, { childId, reportId, state, sealed, category }, childId),
  );
  await hub.running.applyAbsenceReports();
  return delivered;
}
const text = `query ($id: ID!) { pupil(id: $id) { absenceTotals { days } absences { edges { node {
  startsOn endsOn days reason reportedByHome documented onCertificate } } } } }`;
async function seen(childId: string) {
  const { data } = await hub.query(text, { id: childId }, { kind: 'person', personId: at.contactTeacher });
  const pupil = data?.pupil as { absenceTotals: { days: number }[]; absences: { edges: { node: unknown }[] } };
  return { days: pupil.absenceTotals.map(({ days }) => days), absences: pupil.absences.edges.map(({ node }) => node) };
}

describe('an absence that the home reports', () => {
  it('is an absence at the school, once, with its weekdays and where it comes from', async () => {
    const child = await at.pupil('Ada', 'Fravær');
    await hub.build.place();
    const delivered = await report(
      child,
      randomUUID(),
      { from: '2026-11-13', to: '2026-11-16', note: 'feber' },
      'REPORTED',
    );
    await hub.deliver(...delivered);
    await hub.running.applyAbsenceReports();
    expect(await seen(child)).toEqual({
      days: [2],
      absences: [
        {
          startsOn: '2026-11-13',
          endsOn: '2026-11-16',
          days: 2,
          reason: 'ILLNESS: feber',
          reportedByHome: true,
          documented: false,
          onCertificate: false,
        },
      ],
    });
  });

  it('is corrected, and taken away when the home takes it back', async () => {
    const [child, reportId] = [await at.pupil('Bo', 'Fravær'), randomUUID()];
    await hub.build.place();
    await report(child, reportId, { from: '2026-11-16', to: '2026-11-17' }, 'REPORTED');
    await report(child, reportId, { from: '2026-11-16', to: '2026-11-16' }, 'REPORTED');
    expect((await seen(child)).absences).toMatchObject([{ endsOn: '2026-11-16', days: 1 }]);
    await report(child, reportId, { from: '2026-11-16', to: '2026-11-16' }, 'RETRACTED');
    expect(await seen(child)).toEqual({ days: [], absences: [] });
  });

  it('explains what staff have recorded of the same day, and is not counted beside it', async () => {
    const child = await at.pupil('Cato', 'Fravær');
    await hub.build.place();
    await report(child, randomUUID(), { from: '2026-11-17', to: '2026-11-17' }, 'REPORTED');
    const input = { childId: child, startsOn: '2026-11-17', endsOn: '2026-11-17', days: 1 };
    await recordAs(hub, at.contactTeacher, 'recordAbsence', input, 'absence { id }');
    const { days, absences } = await seen(child);
    expect(days).toEqual([1]);
    expect(absences).toHaveLength(2);
  });

  it('that cannot be read makes no absence, and holds up no other', async () => {
    const child = await at.pupil('Dina', 'Fravær');
    await hub.build.place();
    const data = { childId: child, reportId: randomUUID(), state: 'REPORTED' as const, sealed: 'not sealed', category };
    await hub.deliver(newEvent(absenceReportChanged, data, child));
    await report(child, randomUUID(), { from: '2026-11-18', to: '2026-11-18' }, 'REPORTED');
    expect((await seen(child)).absences).toHaveLength(1);
  });
});
