/** Where mails are handed over, read from SMTP_URL. */
export type SmtpAddress = {
  host: string;
  port: number;
  /** TLS from the first byte (smtps), after STARTTLS, or none at all. */
  tls: 'from_start' | 'required' | 'none';
  auth: { user: string; pass: string } | null;
};

const thisMachine = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * `smtps://user:password@host:465`, or `smtp://…:587`, which asks for STARTTLS and sends nothing without it, except to
 * this machine and where `?tls=none` says so (a relay of one's own network). Null when it is no such address.
 */
export function readSmtpUrl(text: string): SmtpAddress | null {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'smtp:' && url.protocol !== 'smtps:') || url.hostname === '') return null;
  const fromStart = url.protocol === 'smtps:';
  const plain = url.searchParams.get('tls') === 'none' || thisMachine.test(url.hostname);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (fromStart ? 465 : 587) : Number(url.port),
    tls: fromStart ? 'from_start' : plain ? 'none' : 'required',
    auth:
      url.username === '' ? null : { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
  };
}

/** Whom mails come from: `Amends <amends@example.com>`, or the address alone. */
export type MailSender = { name: string; address: string };

const sender = /^(?:([^<>"\p{Cc}]{1,80}?)\s*<([^<>\s@]+@[^<>\s@]+)>|([^<>\s@]+@[^<>\s@]+))$/u;

/** Null when it is no address. */
export function readSender(text: string): MailSender | null {
  const found = sender.exec(text.trim());
  const address = found?.[2] ?? found?.[3];
  return address === undefined ? null : { name: found?.[1]?.trim() ?? '', address };
}
