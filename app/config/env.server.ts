import { z } from 'zod';
import { parseMailAddress } from '#app/domain/mail/address.ts';
import { readSender, readSmtpUrl } from './mail-settings.ts';

const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/;

const origin = z
  .url({ protocol: /^https?$/ })
  .refine((text) => new URL(text).pathname === '/', 'an address without a path')
  .transform((text) => new URL(text).origin);
const port = z.coerce.number().int().min(0).max(65_535);
const milliseconds = z.coerce.number().int().positive().max(3_600_000);

/** Every variable that the app reads, with its default and what it is for. README's table is checked against this one. */
const schema = z.object({
  NODE_ENV: z
    .enum(['production', 'development', 'test'])
    .default('production')
    .describe('`development` serves the screens through Vite instead of the build.'),
  SHOPIFY_API_KEY: z.string().min(1).describe("The app's client id."),
  SHOPIFY_API_SECRET: z
    .string()
    .min(1)
    .describe("The app's client secret: tokens, webhooks and proxy are checked with it, gift card codes derived."),
  SHOPIFY_APP_URL: origin.describe(
    'Where browsers and Shopify reach the app, for instance `https://amends.example.com`.',
  ),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe("PostgreSQL 15 or later, as the database's owner. Without it an embedded server keeps `.data/postgres`."),
  DATABASE_CONNECTIONS: z.coerce
    .number()
    .int()
    .min(2)
    .max(200)
    .default(10)
    .describe('Connections that one process holds at most; the job queue and waiting pages have their own.'),
  HOST: z.string().min(1).default('0.0.0.0').describe('Address to listen on.'),
  PORT: port.default(3000).describe('Port to listen on; 0 takes a free one.'),
  PROXY_HOPS: z.coerce
    .number()
    .int()
    .min(0)
    .max(10)
    .default(1)
    .describe('How many proxies of yours stand before the app: so many addresses of `X-Forwarded-For` are believed.'),
  WORKER: z
    .enum(['in-process', 'off'])
    .default('in-process')
    .describe('`off` when `npm run worker` runs as a process of its own.'),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('Least severe line that is logged.'),
  SHOPIFY_TIMEOUT_MS: milliseconds.default(10_000).describe('Longest wait for one answer of Shopify.'),
  QUARANTINE_MS: milliseconds
    .default(300_000)
    .describe('No "it was not issued" before this long after the last send: Shopify may commit late.'),
  SMTP_URL: z
    .string()
    .transform((text, check) => {
      const address = readSmtpUrl(text);
      if (!address) check.addIssue({ code: 'custom', message: 'smtp://host:587 or smtps://host:465' });
      return address ?? z.NEVER;
    })
    .optional()
    .describe(
      'Mail server, `smtps://user:password@host:465`, or `smtp://…:587` with STARTTLS. Without it no e-mail is sent.',
    ),
  MAIL_FROM: z
    .string()
    .transform((text, check) => {
      const sender = readSender(text);
      if (!sender) check.addIssue({ code: 'custom', message: 'an address, or Name <address>' });
      return sender ?? z.NEVER;
    })
    .optional()
    .describe('Sender of e-mails, `Amends <amends@example.com>`; needed with `SMTP_URL`.'),
  INBOUND_MAIL_ADDRESS: z
    .string()
    .transform((text, check) => {
      const address = parseMailAddress(text);
      if (!address) check.addIssue({ code: 'custom', message: 'an address, replies@in.example.com' });
      return address ?? z.NEVER;
    })
    .optional()
    .describe(
      'Where customers answer to, `replies@in.example.com`; what is sent to `replies+…@` has to arrive there too. Without it answers go to `MAIL_FROM`.',
    ),
  INBOUND_MAIL_SECRET: z
    .string()
    .min(32, 'at least 32 characters')
    .optional()
    .describe('Reply addresses and the signature of each shop are made of it; needed with `INBOUND_MAIL_ADDRESS`.'),
  INBOUND_MAIL_MEMORY_MB: z.coerce
    .number()
    .int()
    .min(40)
    .default(160)
    .describe(
      'Memory for mails of customers that come in at the same moment; whoever brings one too many is told to come again.',
    ),
  APP_BRIDGE_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("Address of the App Bridge script when it is not Shopify's own. Only on one's own machine."),
  DEV_ADMIN_ORIGIN: origin
    .optional()
    .describe("One more origin that may frame the app: the dev store's admin page. Only on one's own machine."),
});

export type Env = z.output<typeof schema>;

/** The configuration could not be read. The message names every variable at fault and never shows a value. */
export class BadEnvironmentError extends Error {
  override name = 'BadEnvironmentError';
}

/**
 * Reads the configuration. An empty variable counts as unset.
 * @throws BadEnvironmentError naming all faults at once
 */
export function readEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    throw badEnvironment(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`));
  }
  const faults = [...atHomeOnly(parsed.data), ...mailHalves(parsed.data), ...inboundHalves(parsed.data)];
  if (faults.length > 0) throw badEnvironment(faults);
  return parsed.data;
}

/** True for an address of this machine. */
export function isLoopback(address: string): boolean {
  return LOOPBACK.test(new URL(address).hostname);
}

/** Name, purpose and default of every variable, for documentation and its test. */
export function describeEnv(): { name: string; about: string; standard: string | null; required: boolean }[] {
  return Object.entries(schema.shape).map(([name, field]) => {
    const missing = field.safeParse(undefined);
    return {
      name,
      about: field.description ?? '',
      standard: missing.success && missing.data !== undefined ? JSON.stringify(missing.data).replaceAll('"', '') : null,
      required: !missing.success,
    };
  });
}

/** A script from elsewhere, or a stranger's frame around the app, would be an open door on a real address. */
function atHomeOnly(env: Env): string[] {
  const extras = [
    ['APP_BRIDGE_URL', env.APP_BRIDGE_URL],
    ['DEV_ADMIN_ORIGIN', env.DEV_ADMIN_ORIGIN],
  ] as const;
  return extras.flatMap(([name, value]) =>
    value === undefined || (isLoopback(value) && isLoopback(env.SHOPIFY_APP_URL))
      ? []
      : [`${name}: only when it and SHOPIFY_APP_URL are addresses of this machine`],
  );
}

/** A server without a sender, or the other way round, is a mistake that would show only when somebody misses a mail. */
function mailHalves({ SMTP_URL, MAIL_FROM }: Env): string[] {
  if ((SMTP_URL === undefined) === (MAIL_FROM === undefined)) return [];
  return [SMTP_URL === undefined ? 'SMTP_URL: needed with MAIL_FROM' : 'MAIL_FROM: needed with SMTP_URL'];
}

function inboundHalves({ INBOUND_MAIL_ADDRESS, INBOUND_MAIL_SECRET }: Env): string[] {
  if ((INBOUND_MAIL_ADDRESS === undefined) === (INBOUND_MAIL_SECRET === undefined)) return [];
  return [
    INBOUND_MAIL_ADDRESS === undefined
      ? 'INBOUND_MAIL_ADDRESS: needed with INBOUND_MAIL_SECRET'
      : 'INBOUND_MAIL_SECRET: needed with INBOUND_MAIL_ADDRESS',
  ];
}

function badEnvironment(faults: string[]): BadEnvironmentError {
  return new BadEnvironmentError(`configuration:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
}
