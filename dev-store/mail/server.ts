/** The mail server of the dev store: takes every mail, sends none on. */
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import PostalMime from 'postal-mime';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { Store } from '../state/store.ts';
import type { MailRule } from '../state/types.ts';
import { strikeMail } from './rules.ts';

const LARGEST_BYTES = 10 * 1024 * 1024;
/** How long a mail server waits for clients to leave before it cuts them off, ms. */
const CLOSE_AFTER_MS = 100;

export type MailServer = {
  /** Starts listening; port 0 takes a free one. Answers the port. */
  listen: (port: number, host: string) => Promise<number>;
  close: () => Promise<void>;
};

/** Speaks SMTP without TLS and takes any name and password. Nothing listens before `listen()`. */
export function createMailServer(store: Store): MailServer {
  const sockets = new Map<number, Socket>();
  const socketOf = (session: SMTPServerSession) => sockets.get(session.remotePort);
  const server = new SMTPServer({
    banner: 'dev store',
    size: LARGEST_BYTES,
    closeTimeout: CLOSE_AFTER_MS,
    disableReverseLookup: true,
    disabledCommands: ['STARTTLS'],
    authOptional: true,
    allowInsecureAuth: true,
    onAuth: ({ username }, _session, answer) => {
      answer(null, { user: username });
    },
    onRcptTo: ({ address }, _session, answer) => {
      const rule = strikeMail(store, 'to', [address]);
      answer(rule && refusal(rule));
    },
    onData: (stream, session, answer) => {
      takeMail(store, stream, session, socketOf(session)).then(
        (rule) => {
          answer(rule && refusal(rule), 'kept in the mailbox of the dev store');
        },
        (error: unknown) => {
          answer(error instanceof Error ? error : new Error(String(error)));
        },
      );
    },
  });
  // Clients that go away in the middle are what the faults are for.
  server.on('error', () => undefined);
  server.server.on('connection', (socket) => {
    const port = socket.remotePort ?? 0;
    sockets.set(port, socket);
    socket.once('close', () => sockets.delete(port));
  });
  return {
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        server.server.once('error', reject);
        server.listen(port, host, () => {
          resolve((server.server.address() as AddressInfo).port);
        });
      }),
    close: () =>
      new Promise((resolve) => {
        if (!server.server.listening) {
          resolve();
          return;
        }
        server.close(() => {
          resolve();
        });
      }),
  };
}

function refusal(rule: MailRule): Error {
  return Object.assign(new Error(rule.says), { responseCode: rule.code });
}

/** Reads a mail, does to it what a fault wants, and keeps it. Answers the rule that refuses it, or null when it is kept. */
async function takeMail(
  store: Store,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  socket: Socket | undefined,
): Promise<MailRule | null> {
  const raw = await buffer(stream);
  const { mailFrom, rcptTo } = session.envelope;
  const envelope = { from: mailFrom === false ? '' : mailFrom.address, to: rcptTo.map(({ address }) => address) };
  const rule = strikeMail(store, 'content', envelope.to);
  if (rule?.kind === 'refuse') return rule;
  if (rule?.kind === 'drop-before') return gone(socket);
  if (rule?.kind === 'hold-before' || rule?.kind === 'slow') {
    const stays = await waited(rule.delayMs, socket);
    if (rule.kind === 'hold-before' || !stays) return gone(socket);
  }
  await keep(store, envelope, raw);
  if (rule?.kind === 'hold-after') await waited(rule.delayMs, socket);
  if (rule?.kind === 'hold-after' || rule?.kind === 'drop-after') return gone(socket);
  return null;
}

/** Cuts the connection: whatever is answered now reaches nobody. */
function gone(socket: Socket | undefined): null {
  socket?.resetAndDestroy();
  return null;
}

/** Waits `ms` of wall time, or less when the client goes away; whether it is still there. */
function waited(ms: number, socket: Socket | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      socket?.off('close', done);
      resolve(socket?.destroyed === false);
    };
    const timer = setTimeout(done, ms);
    socket?.once('close', done);
  });
}

async function keep(store: Store, envelope: { from: string; to: string[] }, raw: Buffer): Promise<void> {
  const parsed = await PostalMime.parse(raw);
  store.state.mails.push({
    id: store.nextId(),
    at: store.nowIso(),
    from: parsed.from?.address ?? envelope.from,
    fromName: parsed.from?.name ?? null,
    to: envelope.to,
    subject: parsed.subject ?? '',
    text: parsed.text ?? '',
    html: parsed.html ?? null,
    messageId: parsed.messageId ?? null,
    headers: parsed.headers.map(({ key, value }) => ({ name: key, value })),
  });
  store.touch();
}
