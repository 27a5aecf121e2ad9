import { performance } from 'node:perf_hooks';
import type { ShopId } from '#app/domain/ids.ts';

/*
 * Shopify gives every shop a leaky bucket: a call takes its requested cost out at once, gets the difference to its actual
 * cost back when it ends, and points come back at a rate of the shop's plan (§4 of Shopify's rate limits). A call that
 * finds too little is answered THROTTLED. Here calls wait for their points instead of being refused, and whoever sits
 * in front of a screen goes first.
 */

/**
 * `interactive`: a person waits for it. `background`: the worker gives or follows a remedy. `spare`: it can wait until
 * nobody needs the points (comparing with Shopify what was given long ago).
 */
export type Urgency = 'interactive' | 'background' | 'spare';
const URGENCIES: readonly Urgency[] = ['interactive', 'background', 'spare'];

export type ThrottleStatus = { maximumAvailable: number; currentlyAvailable: number; restoreRate: number };

/** What a call that was let through says when it has ended: the bucket as Shopify showed it, if it did. */
export type Spent = (status: ThrottleStatus | null) => void;

export type ShopBudget = {
  /**
   * Waits until the bucket holds `points`, at most `longestMs` (what is `spare` longer). Null = it would take longer: the call was not let through.
   */
  spend(points: number, longestMs: number): Promise<Spent | null>;
};

/** The budgets of all shops in this process. What other processes spend shows in what Shopify answers. */
export type Budgets = { of(shopId: ShopId, urgency: Urgency): ShopBudget };

/** Until Shopify has said: the smallest plan's bucket and rate. */
const UNKNOWN: ThrottleStatus = { maximumAvailable: 2_000, currentlyAvailable: 2_000, restoreRate: 100 };
/** The share of the bucket that is left to those who are more urgent, who would else find it empty. */
const LEFT_TO_OTHERS: Record<Urgency, number> = { interactive: 0, background: 0.1, spare: 0.5 };
/** How long a call waits that can wait, ms. */
const SPARE_WAITS_MS = 10 * 60 * 1000;
const MOST_SHOPS = 5_000;

/** @param nowMs a clock that only goes forward, ms */
export function createBudgets(nowMs: () => number = () => performance.now()): Budgets {
  const buckets = new Map<ShopId, Bucket>();
  return {
    of: (shopId, urgency) => ({
      spend: (points, longestMs) => {
        let bucket = buckets.get(shopId);
        if (!bucket) {
          // A bucket that is forgotten fills up again by Shopify's next answer.
          if (buckets.size >= MOST_SHOPS) buckets.clear();
          bucket = new Bucket(nowMs);
          buckets.set(shopId, bucket);
        }
        return bucket.spend(points, urgency, urgency === 'spare' ? SPARE_WAITS_MS : longestMs);
      },
    }),
  };
}

type Waiting = { points: number; until: number; go: (spent: Spent | null) => void };

class Bucket {
  readonly #nowMs: () => number;
  #known: ThrottleStatus = UNKNOWN;
  #available = UNKNOWN.currentlyAvailable;
  #at: number;
  /** Points of calls that were let through and have not been answered: Shopify may not have seen them yet. */
  #onTheWay = 0;
  readonly #waiting: Record<Urgency, Waiting[]> = { interactive: [], background: [], spare: [] };
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
    this.#at = nowMs();
  }

  spend(points: number, urgency: Urgency, longestMs: number): Promise<Spent | null> {
    return new Promise((go) => {
      this.#waiting[urgency].push({ points, until: this.#nowMs() + longestMs, go });
      this.#serve();
    });
  }

  /** Lets through who can be paid for, people first; sets a timer for the next one who cannot yet. */
  #serve(): void {
    this.#refill();
    let nextMs = Infinity;
    for (const urgency of URGENCIES) {
      const queue = this.#waiting[urgency];
      for (let first = queue[0]; first; first = queue[0]) {
        // A call that is dearer than the bucket is deep waits for a full one; whether it may run is Shopify's to say.
        const needed = Math.min(first.points + this.#kept(urgency), this.#known.maximumAvailable);
        const missing = needed - this.#available;
        const waitMs = (missing / this.#known.restoreRate) * 1000;
        const leftMs = first.until - this.#nowMs();
        if (waitMs > leftMs) {
          queue.shift();
          first.go(null);
        } else if (waitMs <= 0) {
          queue.shift();
          this.#available -= first.points;
          this.#onTheWay += first.points;
          first.go(this.#whenAnswered(first.points));
        } else {
          nextMs = Math.min(nextMs, waitMs);
          break;
        }
      }
      // Nobody of lesser urgency overtakes somebody who is waiting.
      if (queue.length > 0) break;
    }
    this.#comeBack(nextMs);
  }

  #comeBack(afterMs: number): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    if (afterMs === Infinity) return;
    this.#timer = setTimeout(() => this.#serve(), Math.ceil(afterMs));
  }

  #kept(urgency: Urgency): number {
    return Math.floor(this.#known.maximumAvailable * LEFT_TO_OTHERS[urgency]);
  }

  #refill(): void {
    const now = this.#nowMs();
    const { maximumAvailable, restoreRate } = this.#known;
    this.#available = Math.min(maximumAvailable, this.#available + ((now - this.#at) / 1000) * restoreRate);
    this.#at = now;
  }

  #whenAnswered(points: number): Spent {
    let answered = false;
    return (status) => {
      if (answered) return;
      answered = true;
      this.#onTheWay -= points;
      this.#refill();
      if (status) {
        this.#known = status;
        // Calls on the way may or may not be in Shopify's number: counted once too often does no harm for long.
        this.#available = status.currentlyAvailable - this.#onTheWay;
      }
      this.#serve();
    };
  }
}
