import { expect, it } from 'vitest';
import { receivedLines } from './received-lines.ts';

const day = (date: string) => `[${date}]`;

it('reads what came as a line for each thing, without what is for the hub alone', () => {
  const content = JSON.stringify({
    enrolments: [
      {
        unit: { name: 'Furnes skole', organisationNumber: '912345678' },
        level: 7,
        validFrom: '2025-08-18',
        validTo: null,
      },
    ],
    notes: [{ kind: 'HEALTH_NOTE', title: 'Nøtteallergi', text: 'Adrenalinpenn i sekken' }],
  });
  expect(receivedLines(content, day)).toEqual([
    '7 · [2025-08-18]',
    'Furnes skole',
    'Nøtteallergi · Adrenalinpenn i sekken',
  ]);
});

it('shows a single value, and nothing of what is empty', () => {
  expect(receivedLines('{"form":"nn"}', day)).toEqual(['nn']);
  expect(receivedLines('{"items":[]}', day)).toEqual([]);
});
