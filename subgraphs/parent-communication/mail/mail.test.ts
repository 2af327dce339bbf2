import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Communication, parent, startCommunication } from '../test-support/start-communication.ts';
import { mailSettings } from './settings.ts';

const addresses = new Map<string, string>();
/** What the mail server took, and what it says to the next mails. */
const received: Array<{ to: string; text: string }> = [];
let answer: number | undefined;
let server: SMTPServer;
let hub: Communication;

beforeAll(async () => {
  server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (answer) return done(Object.assign(new Error('not now'), { responseCode: answer }));
        received.push({
          to: envelope.rcptTo.map(({ address }) => address).join(),
          text: Buffer.concat(chunks).toString('utf8'),
        });
        done();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  const mail = { host: '127.0.0.1', port, security: 'none', from: 'Prøve kommune <ikke-svar@prove.example>' };
  hub = await startCommunication({ settings: { mail }, addresses });
});
afterAll(async () => {
  await hub?.stop();
  await new Promise<void>((resolve) => server.close(() => resolve()));
});
beforeEach(() => {
  received.length = 0;
  answer = undefined;
  hub.now = new Date('2026-11-23T09:00:00Z');
});

async function aMessage() {
  const family = await hub.aFamily();
  addresses.set(family.mother, `${family.mother}@hjemme.example`);
  const { messageId } = await hub.send(family.contactTeacher, {
    childId: family.childId,
    to: [family.mother],
    subject: 'Hemmelig tur',
    text: 'Til Hemmelia skole',
  });
  expect(await hub.running.tellDueNotices()).toBe(1);
  return { ...family, messageId, address: addresses.get(family.mother) };
}
const choose = (personId: string, input: Record<string, unknown>) =>
  hub.asPerson(
    personId,
    `mutation ($input: ChooseNotificationsInput!) { chooseNotifications(input: $input) {
      notificationPreferences { email emailOffered } userErrors { code } } }`,
    { input: { language: 'nb', idempotencyKey: randomUUID(), ...input } },
  );

describe('a notice by e-mail', () => {
  test('says that something waits: no child, no school, no subject, no link; once', async () => {
    const { address, childId, mother } = await aMessage();
    expect(await hub.running.sendDueMails()).toBe(1);
    expect(await hub.running.sendDueMails()).toBe(0);
    expect(received.map(({ to }) => to)).toEqual([address]);
    const { text } = received[0] ?? { text: '' };
    expect(text).toContain('Subject: =?UTF-8?Q?Noe_venter_p=C3=A5_deg?=');
    expect(text).toContain('Auto-Submitted: auto-generated');
    expect(text.slice(text.indexOf('\r\n\r\n'))).toContain('En melding venter');
    for (const secret of ['Hemmeli', 'http', childId]) expect(text).not.toContain(secret);
    expect(text.replaceAll(address ?? '', '')).not.toContain(mother);
  });

  test('is never sent to one whose right has ended since it was made', async () => {
    const { childId, mother } = await aMessage();
    hub.is(mother, childId, [...parent, 'informationRightRevoked']);
    hub.now = new Date('2026-11-23T10:00:00Z');
    expect(await hub.running.sendDueMails()).toBe(0);
    hub.is(mother, childId, parent);
    hub.now = new Date('2026-11-23T11:00:00Z');
    expect(await hub.running.sendDueMails()).toBe(0);
    expect(received).toEqual([]);
  });

  test('is not sent of what was read meanwhile', async () => {
    const { mother, messageId } = await aMessage();
    await hub.asPerson(
      mother,
      'mutation ($input: MarkReadInput!) { markRead(input: $input) { userErrors { code } } }',
      {
        input: { messageId, idempotencyKey: randomUUID() },
      },
    );
    expect(await hub.running.sendDueMails()).toBe(0);
  });

  test('is tried again when the server does not take it now, and not when it never will', async () => {
    await aMessage();
    answer = 451;
    expect(await hub.running.sendDueMails()).toBe(0);
    answer = undefined;
    expect(await hub.running.sendDueMails()).toBe(0);
    hub.now = new Date('2026-11-23T09:06:00Z');
    expect(await hub.running.sendDueMails()).toBe(1);
    await aMessage();
    answer = 550;
    expect(await hub.running.sendDueMails()).toBe(0);
    answer = undefined;
    hub.now = new Date('2026-11-23T10:00:00Z');
    expect(await hub.running.sendDueMails()).toBe(0);
  });

  test('comes to nobody who has said no, and a choice of something else takes no no back', async () => {
    const { childId, mother, contactTeacher } = await hub.aFamily();
    addresses.set(mother, 'mor@hjemme.example');
    expect((await choose(mother, { email: false })).data.chooseNotifications).toMatchObject({
      notificationPreferences: { email: false, emailOffered: true },
    });
    await choose(mother, { language: 'nn' });
    await hub.send(contactTeacher, { childId, to: [mother] });
    await hub.running.tellDueNotices();
    expect(await hub.running.sendDueMails()).toBe(0);
    await choose(mother, { language: 'se', email: true });
    await hub.send(contactTeacher, { childId, to: [mother] });
    await hub.running.tellDueNotices();
    expect(await hub.running.sendDueMails()).toBe(1);
    expect(received[0]?.text).toContain('Content-Language: se');
  });
});

test('a line in the clear is for this machine alone', () => {
  const clear = { port: 25, security: 'none', from: 'x@prove.example' };
  expect(mailSettings.safeParse({ ...clear, host: '127.0.0.1' }).success).toBe(true);
  expect(mailSettings.safeParse({ ...clear, host: 'post.prove.example' }).success).toBe(false);
});
