import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { InboundMail } from '#app/domain/mail/inbound.ts';

/** What a mail says; null for what is none, or takes more time or memory to read than any that somebody has written. */
export type MailReader = (raw: Uint8Array) => Promise<InboundMail | null>;

const program = fileURLToPath(new URL('./inbound-process.server.ts', import.meta.url));
/** The largest that is taken, with files, takes a few seconds on a busy machine. */
const mostMs = 10_000;
const mostHeapMb = 256;

/**
 * Reads mails one after the other, each in a process of its own. Anybody can write to the shop, and what makes a mail hard to read (a
 * million lines of one letter, parts in parts) holds up nobody else then: neither pages nor money. A thread would not do: one
 * that runs out of memory may take all of us with it.
 */
export function createMailReader(): MailReader {
  let before: Promise<unknown> = Promise.resolve();
  return (raw) => {
    const read = before.then(() => readAlone(raw));
    before = read;
    return read;
  };
}

/** Never fails: a process that dies has read nothing. */
function readAlone(raw: Uint8Array): Promise<InboundMail | null> {
  return new Promise((resolve) => {
    // It gets nothing of ours, no secrets either: what it reads was written by anybody.
    const child = fork(program, [], {
      ...{
        env: { NODE_ENV: 'production' },
        execArgv: [`--max-old-space-size=${String(mostHeapMb)}`],
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      },
      serialization: 'advanced',
    });
    const limit = setTimeout(() => child.kill('SIGKILL'), mostMs);
    const end = (mail: InboundMail | null) => {
      clearTimeout(limit);
      resolve(mail);
    };
    child.once('message', (mail) => {
      end(mail as InboundMail);
    });
    child.once('error', () => {
      end(null);
    });
    child.once('exit', () => {
      end(null);
    });
    child.send(raw, () => {
      // Whoever has died already says so by its end.
    });
  });
}
