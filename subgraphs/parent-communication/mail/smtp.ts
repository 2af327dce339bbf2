import type { MailSettings } from './settings.ts';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same each time it is tried, so that a copy that comes twice is known as one. */
  readonly id: string;
  /** As the mail names it, such as `nb`. */
  readonly language: string;
}

/** What became of a mail. `refused`: the server will never take it (RFC 5321: 5yz). `failed`: it may, later. */
export type Sent = { readonly outcome: 'sent' | 'refused' | 'failed'; readonly code?: number };

export interface MailServer {
  send(mail: Mail): Promise<Sent>;
  close(): void;
}

const patienceMs = 15_000;

/** The controller's mail server by SMTP. The library is loaded where mail is configured, and nowhere else. */
export async function openMailServer(settings: MailSettings): Promise<MailServer> {
  const { createTransport } = await import('nodemailer');
  const { host, port, security, user, password, from } = settings;
  const domain = /@([^@>\s]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';
  const transport = createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(user && password ? { auth: { user, pass: password } } : {}),
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ to, subject, text, id, language }) {
      try {
        await transport.sendMail({
          from,
          to: { name: '', address: to },
          subject,
          text,
          messageId: `<${id}@${domain}>`,
          // RFC 3834: nobody's holiday answers it.
          headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language },
        });
        return { outcome: 'sent' };
      } catch (error) {
        const { responseCode: code } = error as { readonly responseCode?: number };
        return { outcome: code !== undefined && code >= 500 ? 'refused' : 'failed', ...(code ? { code } : {}) };
      }
    },
    close: () => transport.close(),
  };
}
