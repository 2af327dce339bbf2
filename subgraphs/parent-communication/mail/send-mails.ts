import { dateInNorway } from '#kit/access/access.ts';
import type { SubgraphDeps } from '#kit/serve/subgraph.ts';
import { mailSubject, type NoticeKind, noticeText } from '../domain/notice-texts.ts';
import { defaultPreferences, type NotificationPreferences } from '../domain/preferences.ts';
import { preferencesOf } from '../store/notices.ts';
import type { ParentCommunicationTables } from '../store/tables.ts';
import type { Tell } from '../tell.ts';
import { mayHear, worksHere } from '../who-hears.ts';
import { claimMails, forgetMail, type MailPart, stillWaiting, type WaitingMail } from './mail-store.ts';
import type { MailServer } from './smtp.ts';

type Deps = SubgraphDeps<ParentCommunicationTables>;

const atOnce = 50;
const givenUpAfterMs = 24 * 3_600_000;

/**
 * Sends mails that are due; gives how many went out. Who may be told is asked once more, of each thing that waits, when the mail goes: a
 * right that ended since it was made stops it, and so does what was read meanwhile. The address is looked up at each sending and kept nowhere.
 * A mail that the server does not take now is tried for a day; what waits is in the portal all the time.
 */
export async function sendDueMails(deps: Deps, tell: Tell, server: MailServer): Promise<number> {
  const mails = await claimMails(deps.database, deps.now().toISOString(), atOnce);
  if (mails.length === 0) return 0;
  const people = [...new Set(mails.map(({ recipient }) => recipient))];
  const [addresses, preferences, waiting] = await Promise.all([
    deps.port.noticeAddresses(people),
    preferencesOf(deps.database, people),
    stillWaiting(
      deps.database,
      mails.flatMap(({ parts }) => parts.map(({ noticeId }) => noticeId)),
    ),
  ]);
  let sent = 0;
  for (const mail of mails) {
    const to = addresses.get(mail.recipient);
    const chosen = preferences.get(mail.recipient) ?? defaultPreferences;
    const parts = to && chosen.email !== false ? await stillToBeTold(deps, tell, mail, waiting) : [];
    const outcome = to && parts.length > 0 ? await send(deps, server, mail, to, parts, chosen) : 'dropped';
    if (outcome === 'sent') sent += 1;
    if (outcome !== 'failed') await forgetMail(deps.database, mail.deliveryId);
  }
  return sent;
}

async function stillToBeTold(
  deps: Deps,
  tell: Tell,
  { recipient, parts }: WaitingMail,
  waiting: ReadonlySet<string>,
): Promise<readonly MailPart[]> {
  const on = dateInNorway(deps.now());
  const found: MailPart[] = [];
  for (const [childId, ofChild] of Map.groupBy(parts, (part) => part.childId)) {
    if (childId === null) {
      // What one has asked oneself one is told is answered, whoever one is.
      found.push(...ofChild.filter(({ kind }) => kind === 'ANSWER'));
      const tasks = ofChild.filter(({ kind }) => kind !== 'ANSWER');
      if (tasks.length > 0 && (await worksHere(deps, recipient, on))) found.push(...tasks);
      continue;
    }
    const open = ofChild.filter(({ noticeId }) => waiting.has(noticeId));
    if (open.length === 0) continue;
    const tellings = await tell(childId, [recipient], on);
    found.push(...open.filter(({ kind }) => mayHear(tellings, { kind, recipient })));
  }
  return found;
}

async function send(
  deps: Deps,
  server: MailServer,
  mail: WaitingMail,
  to: string,
  parts: readonly MailPart[],
  { language }: NotificationPreferences,
): Promise<'sent' | 'dropped' | 'failed'> {
  const counts: Partial<Record<NoticeKind, number>> = {};
  for (const { kind } of parts) counts[kind] = (counts[kind] ?? 0) + 1;
  const { outcome, code } = await server.send({
    to,
    subject: mailSubject(language),
    text: noticeText(counts, language),
    id: mail.deliveryId,
    language,
  });
  if (outcome === 'sent') return 'sent';
  const isOver = outcome === 'refused' || deps.now().getTime() - mail.madeAt.getTime() > givenUpAfterMs;
  // No address and nobody's name: the delivery's id finds them.
  deps.log.warn({ delivery: mail.deliveryId, smtp: code ?? null, again: !isOver }, 'a notice could not be mailed');
  return isOver ? 'dropped' : 'failed';
}
