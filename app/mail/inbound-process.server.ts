/** The process in which one mail is read: it gets the bytes, answers what stands in them, and ends. It may die of a mail. */
import { readInboundMail } from './read-inbound.server.ts';

process.once('message', (raw: Uint8Array) => {
  void readInboundMail(raw).then((mail) => process.send?.(mail, () => process.exit()));
});
