import { isIP } from 'node:net';
import { z } from 'zod';

const isThisMachine = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

/** How e-mail leaves the hub. */
export const mailSettings = z
  .strictObject({
    host: z.string().min(1).describe('The controller’s mail server'),
    port: z.int().min(1).max(65_535).default(587).describe('Its port'),
    security: z
      .enum(['starttls', 'tls', 'none'])
      .default('starttls')
      .describe('How the line is encrypted; a server without it is not spoken to. `none`: only on this machine'),
    user: z.string().min(1).optional().describe('Where the server wants a sign-in'),
    password: z.string().min(1).optional().meta({ secret: true }).describe('The password of that user'),
    from: z
      .string()
      .regex(/@[^@>\s]+>?\s*$/, 'must end with an e-mail address')
      .describe('The sender, such as `Ringsaker kommune <ikke-svar@ringsaker.example>`: no school’s name'),
  })
  .refine(({ security, host }) => security !== 'none' || isThisMachine(host), {
    path: ['security'],
    message: 'may be none only where the server is on this machine',
  })
  .refine(({ user, password }) => (user === undefined) === (password === undefined), {
    path: ['password'],
    message: 'user and password are given together',
  })
  .optional()
  .describe('For notices by e-mail; without it none is sent');
export type MailSettings = NonNullable<z.infer<typeof mailSettings>>;
