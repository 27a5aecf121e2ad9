/** The admin's end of the wire to App Bridge: messages of the app's frames, and of nothing else. */
import type { Channel, Message, Payload, Reply } from '../../app-bridge/protocol.ts';
import { adminConfig } from './dom.ts';

const WIRE: Channel = 'dev-store-app-bridge';

/** What a message may be answered with; nothing to answer is undefined. */
type Handler = (payload: Payload, from: Window) => unknown;

const frameHandlers = new Map<string, Handler>();
const waiting = new Map<string, () => void>();
let asked = 0;

/** The app's main frame, where there is one on this page. */
export function appFrame(): HTMLIFrameElement | null {
  return document.querySelector<HTMLIFrameElement>('[data-app-frame]');
}

function isAppWindow(source: MessageEventSource | null): source is Window {
  const frames = document.querySelectorAll<HTMLIFrameElement>('[data-app-frame], [data-modal-frame]');
  return [...frames].some((frame) => frame.contentWindow === source);
}

/** Registers what the admin does when a frame sends `name`; a promise is awaited and its value answered. */
export function onFrame(name: string, handler: Handler): void {
  frameHandlers.set(name, handler);
}

/** Registers what only the main frame may ask for: a modal's frame has no menu, no title bar and no save bar here. */
export function onMainFrame(name: string, handler: (payload: Payload) => unknown): void {
  onFrame(name, (payload, from) => (from === appFrame()?.contentWindow ? handler(payload) : undefined));
}

/** Tells the app's main frame something. */
export function tellFrame(name: string, payload: Payload): void {
  const message: Message = { channel: WIRE, name, payload };
  appFrame()?.contentWindow?.postMessage(message, adminConfig.appOrigin);
}

/** Tells the frame something and says whether App Bridge was there to hear it. */
export function tellFrameSurely(name: string, payload: Payload, withinMs: number): Promise<boolean> {
  asked += 1;
  const id = `admin-${asked}`;
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      waiting.delete(id);
      resolve(false);
    }, withinMs);
    waiting.set(id, () => {
      clearTimeout(timer);
      resolve(true);
    });
    const message: Message = { channel: WIRE, name, payload, id };
    appFrame()?.contentWindow?.postMessage(message, adminConfig.appOrigin);
  });
}

async function handleFrameMessage(data: Record<string, unknown>, from: Window): Promise<void> {
  const name = String(data['name']);
  const handler = frameHandlers.get(name);
  const payload = typeof data['payload'] === 'object' && data['payload'] !== null ? (data['payload'] as Payload) : {};
  const reply = (ok: boolean, value: unknown): void => {
    if (typeof data['id'] !== 'string') return;
    const message: Reply = { channel: WIRE, replyTo: data['id'], ok, value };
    from.postMessage(message, adminConfig.appOrigin);
  };
  if (!handler) {
    console.error(`The dev store's admin does not know the App Bridge message "${name}".`);
    reply(false, `The dev store's admin does not know "${name}".`);
    return;
  }
  try {
    reply(true, await handler(payload, from));
  } catch (error) {
    reply(false, error instanceof Error ? error.message : String(error));
  }
}

/** Starts listening. Only windows of our frames that show the app's origin are heard. */
export function listenToFrames(): void {
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.origin !== adminConfig.appOrigin || !isAppWindow(event.source)) return;
    const data = event.data;
    if (typeof data !== 'object' || data === null || !('channel' in data) || data.channel !== WIRE) return;
    const record = data as Record<string, unknown>;
    if (typeof record['replyTo'] === 'string') {
      waiting.get(record['replyTo'])?.();
      waiting.delete(record['replyTo']);
      return;
    }
    void handleFrameMessage(record, event.source);
  });
}
