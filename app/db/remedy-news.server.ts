import type { DatabaseLog } from './database.server.ts';
import { createListener } from './listener.server.ts';

/** Tells this process when a remedy turns, whichever process turned it. */
export type RemedyNews = {
  /**
   * A place to wait in for the next turn of a complaint's remedies. What turns after this has resolved is told, so read
   * where they stand now, and then wait. Null when nobody can wait (all places are taken, the database's announcements
   * cannot be heard, or the process is about to stop): then answer what is. A place must be left again.
   */
  readonly watch: (shopId: string, complaintId: string, signal: AbortSignal) => Promise<Watch | null>;
  /** How many wait now. */
  readonly waiting: () => number;
  /** Ends every wait, and lets nobody wait any more: the process is about to stop. */
  readonly endWaits: () => void;
  readonly close: () => Promise<void>;
};

export type Watch = {
  /** Resolves with the next turn; also when it could be missed, when nobody listens any more, and after 20 s. Never rejects. */
  readonly over: Promise<void>;
  readonly leave: () => void;
};

export type RemedyNewsOptions = {
  /** Connection string of the owner; the app's role is taken on connect. */
  readonly url: string;
  readonly log?: DatabaseLog;
  readonly longestWaitMs?: number;
  /** How long the line may be silent before it is tried. */
  readonly silentForMs?: number;
};

/** Below what proxies give a request (30 s at the strictest). */
const LONGEST_WAIT_MS = 20_000;
/** A wait costs a connection and a few kB: so many in one process, and so few of one shop that it cannot take them all. */
const MOST_WAITING = 1_000;
const MOST_OF_ONE_SHOP = 50;
/** Named in the migration whose trigger announces: `<shop id> <complaint id>`. */
const CHANNEL = 'amends_remedies';

type Waiter = { readonly complaintId: string; readonly wake: () => void };

/** Connects lazily, with the first who waits; one connection for all. */
export function createRemedyNews(options: RemedyNewsOptions): RemedyNews {
  const { longestWaitMs = LONGEST_WAIT_MS, ...rest } = options;
  const waiting = new Map<string, Set<Waiter>>();
  let taken = 0;
  let ended = false;

  const wakeAll = (): void => {
    for (const ofShop of waiting.values()) for (const { wake } of ofShop) wake();
  };
  const listener = createListener({
    ...rest,
    channel: CHANNEL,
    onMessage: (payload) => {
      const [shopId = '', complaintId] = payload.split(' ');
      for (const waiter of waiting.get(shopId) ?? []) if (waiter.complaintId === complaintId) waiter.wake();
    },
    // Who would go on waiting might wait for what has long happened.
    onLost: wakeAll,
  });

  const takePlace = (shopId: string, complaintId: string, signal: AbortSignal): Watch | null => {
    const ofShop = waiting.get(shopId) ?? new Set();
    if (ended || signal.aborted || taken >= MOST_WAITING || ofShop.size >= MOST_OF_ONE_SHOP) return null;
    let wake = (): void => undefined;
    const over = new Promise<void>((resolve) => (wake = resolve));
    const waiter = { complaintId, wake };
    ofShop.add(waiter);
    waiting.set(shopId, ofShop);
    taken += 1;
    const limit = setTimeout(wake, longestWaitMs);
    signal.addEventListener('abort', wake, { once: true });
    return {
      over,
      leave: () => {
        if (!ofShop.delete(waiter)) return;
        taken -= 1;
        if (ofShop.size === 0) waiting.delete(shopId);
        clearTimeout(limit);
        signal.removeEventListener('abort', wake);
      },
    };
  };

  return {
    watch: async (shopId, complaintId, signal) => {
      // The place first: what is announced from the moment that the line is up must find it.
      const place = takePlace(shopId, complaintId, signal);
      if (place === null || (await listener.hears())) return place;
      place.leave();
      return null;
    },
    waiting: () => taken,
    endWaits: () => {
      ended = true;
      wakeAll();
    },
    close: () => listener.close(),
  };
}
