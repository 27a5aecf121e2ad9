/** The frame's end of the wire: to and from the admin page, and nobody else. */
import type { Channel, Message, Payload, Reply } from '../protocol.ts';

const CHANNEL: Channel = 'dev-store-app-bridge';

/** The tag that loaded us. The admin is served by the same origin as this script, so its address is the admin's. */
const scriptTag = document.currentScript instanceof HTMLScriptElement ? document.currentScript : null;
export const adminOrigin = new URL(scriptTag?.src ?? location.href).origin;
export const scriptApiKey = scriptTag?.dataset['apiKey'] ?? null;

/** True when some page has us in a frame. Whether it is the admin shows when it answers. */
export const isEmbedded = window.parent !== window;

type Pending = { resolve: (value: unknown) => void; reject: (reason: Error) => void };
const pendingReplies = new Map<string, Pending>();
const handlers = new Map<string, (payload: Payload) => void>();
let sequence = 0;

/** An id no other message of this page has. */
export function nextId(prefix: string): string {
  sequence += 1;
  return `${prefix}-${sequence}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Tells the admin something; nothing comes back. */
export function notify(name: string, payload: Payload = {}): void {
  const message: Message = { channel: CHANNEL, name, payload };
  if (isEmbedded) {
    window.parent.postMessage(message, adminOrigin);
  }
}

/** Asks the admin something. Rejects when the admin says no; waits for as long as a person needs to answer. */
export function ask(name: string, payload: Payload = {}): Promise<unknown> {
  if (!isEmbedded) {
    return Promise.reject(
      new Error(`App Bridge: "${name}" needs the admin around the page, and it is not in a frame.`),
    );
  }
  const id = nextId('ask');
  return new Promise((resolve, reject) => {
    pendingReplies.set(id, { resolve, reject });
    const message: Message = { channel: CHANNEL, name, payload, id };
    window.parent.postMessage(message, adminOrigin);
  });
}

/** Registers what happens when the admin sends `name`. One handler a name: each file here owns its own. */
export function onMessage(name: string, handler: (payload: Payload) => void): void {
  handlers.set(name, handler);
}

function settle(reply: Reply): void {
  const pending = pendingReplies.get(reply.replyTo);
  pendingReplies.delete(reply.replyTo);
  if (reply.ok) {
    pending?.resolve(reply.value);
  } else {
    pending?.reject(new Error(String(reply.value)));
  }
}

function answer(id: string): void {
  const reply: Reply = { channel: CHANNEL, replyTo: id, ok: true, value: null };
  window.parent.postMessage(reply, adminOrigin);
}

/** Starts listening. Messages of other windows, or of the parent when it is not the admin's origin, are ignored. */
export function listenToAdmin(): void {
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.source !== window.parent || event.origin !== adminOrigin) return;
    const data = event.data;
    if (!isRecord(data) || data['channel'] !== CHANNEL) return;
    if (typeof data['replyTo'] === 'string') {
      settle({ channel: CHANNEL, replyTo: data['replyTo'], ok: data['ok'] === true, value: data['value'] });
      return;
    }
    const handler = handlers.get(String(data['name']));
    if (!handler) return;
    if (typeof data['id'] === 'string') answer(data['id']);
    handler(isRecord(data['payload']) ? data['payload'] : {});
  });
}
