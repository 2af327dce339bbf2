import { z } from 'zod';
import { HubError } from '#kit/errors/hub-error.ts';
import { sendJson } from '#kit/serve/http/send-json.ts';
import { tryAgain } from '#kit/serve/http/try-again.ts';

/** Kontakt- og reservasjonsregisteret (KRR): the address at which a person has said that the public sector may notify them. */
export interface ContactRegister {
  /** By national id; one who may not be notified by e-mail is absent: reserved, without an address, or with one long unconfirmed. */
  emailsOf(nationalIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

export interface ContactRegisterSettings {
  readonly url: string;
  readonly token?: string | undefined;
}

/** The most that the register answers at once. */
const mostAtOnce = 1_000;

/** @see https://docs.digdir.no/docs/Kontaktregisteret/oppslagstjenesten_rest */
const reply = z.object({
  personer: z.array(
    z.object({
      personidentifikator: z.string(),
      reservasjon: z.string().optional(),
      varslingsstatus: z.string().optional(),
      kontaktinformasjon: z.object({ epostadresse: z.string().optional() }).optional(),
    }),
  ),
});

export function openContactRegister({ url, token }: ContactRegisterSettings): ContactRegister {
  const ask = async (personidentifikatorer: readonly string[]) => {
    const outcome = await tryAgain(
      () =>
        sendJson({
          url: `${url}/personer`,
          body: { personidentifikatorer },
          headers: token ? { authorization: `Bearer ${token}` } : {},
          timeoutMs: 10_000,
        }),
      { attempts: 3, firstWaitMs: 200, longestWaitMs: 5_000 },
    );
    // What it says may hold a national id: only its status is told.
    const found = 'answer' in outcome && outcome.answer.status === 200 && readReply(outcome.answer.text);
    if (!found) {
      const why = 'answer' in outcome ? `it answered ${outcome.answer.status}` : outcome.why;
      throw new HubError('UNAVAILABLE', `Kontakt- og reservasjonsregisteret cannot be used now: ${why}.`);
    }
    return found;
  };
  return {
    async emailsOf(nationalIds) {
      const emails = new Map<string, string>();
      for (let from = 0; from < nationalIds.length; from += mostAtOnce)
        for (const person of await ask(nationalIds.slice(from, from + mostAtOnce))) {
          const { personidentifikator, reservasjon, varslingsstatus, kontaktinformasjon } = person;
          const address = kontaktinformasjon?.epostadresse;
          if (address && varslingsstatus === 'KAN_VARSLES' && reservasjon !== 'JA')
            emails.set(personidentifikator, address);
        }
      return emails;
    },
  };
}

function readReply(text: string) {
  try {
    return reply.parse(JSON.parse(text)).personer;
  } catch {
    return undefined;
  }
}
