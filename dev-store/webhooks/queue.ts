import { createHmac, randomUUID } from 'node:crypto';
import type { StoreEvent } from '../engine/context.ts';
import type { DevStoreOptions } from '../options.ts';
import type { Store } from '../state/store.ts';
import type { WebhookDelivery, WebhookRule } from '../state/types.ts';
import { addressOf, COMPLIANCE_TOPICS, isSubscribed } from './subscriptions.ts';

const TIMEOUT_MS = 5000;
const MINUTE_MS = 60_000;

/** Waits before the 8 retries: 4 hours together [D]. Shopify publishes the number and the span, not the steps. */
export const RETRY_DELAYS_MS: readonly number[] = [1, 2, 4, 8, 15, 30, 60, 120].map((minutes) => minutes * MINUTE_MS);

const AT_ONCE = 16;
const KEPT = 3000;
const BODIES_KEPT = 400;

/** Sends webhooks: signed, retried by the store's clock, and as late, twice or never as rules want it. */
export class WebhookQueue {
  #store: Store;
  #options: DevStoreOptions;
  #waiting: WebhookDelivery[] = [];
  #running = new Set<Promise<void>>();
  #stopped = false;

  constructor(store: Store, options: DevStoreOptions) {
    this.#store = store;
    this.#options = options;
  }

  /** Turns an event into deliveries. Nothing goes to a shop that has no app, except the farewell and compliance. */
  emit(event: StoreEvent): void {
    const install = this.#store.install(event.shop);
    if (install === undefined || !isSubscribed(event.topic, install.scopes, this.#options)) return;
    if (!install.installed && event.topic !== 'app/uninstalled' && !COMPLIANCE_TOPICS.includes(event.topic)) return;
    const delivery = this.#record(event);
    const rule = this.#options.webhooks ? this.#rule(event) : null;
    if (!this.#options.webhooks || rule?.action === 'drop') delivery.state = 'dropped';
    else if (rule?.action === 'hold') delivery.state = 'held';
    else if (rule?.action === 'delay') this.#retryLater(delivery, rule.delayMs);
    else {
      this.#enqueue(delivery);
      // The same delivery once more, with the same ids: what a client must recognise.
      if (rule?.action === 'duplicate') this.#enqueue(delivery);
    }
  }

  /** Sends what is held or waits for its next try, or the deliveries named by id; in reverse order when asked to. Answers how many. */
  async deliver(filter: {
    ids?: readonly string[] | undefined;
    topic?: string | undefined;
    reverse?: boolean | undefined;
  }): Promise<number> {
    const wanted = this.#store.state.webhooks.filter((one) =>
      filter.ids === undefined
        ? ['held', 'retrying'].includes(one.state) && (filter.topic === undefined || one.topic === filter.topic)
        : filter.ids.includes(one.id),
    );
    const ids = new Set(wanted.map((one) => one.id));
    this.#store.state.tasks = this.#store.state.tasks.filter(
      (task) => task.kind !== 'webhook' || !ids.has(task.deliveryId),
    );
    for (const delivery of filter.reverse === true ? wanted.toReversed() : wanted) await this.#attempt(delivery);
    return wanted.length;
  }

  /** A retry fell due. */
  async retry(deliveryId: string): Promise<void> {
    const delivery = this.#store.state.webhooks.find((one) => one.id === deliveryId);
    if (delivery?.state === 'retrying') await this.#attempt(delivery);
  }

  /** Settles when nothing is being sent. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  stop(): void {
    this.#stopped = true;
    this.#waiting = [];
  }

  #record(event: StoreEvent): WebhookDelivery {
    const delivery: WebhookDelivery = {
      id: randomUUID(),
      eventId: randomUUID(),
      topic: event.topic,
      shop: event.shop,
      url: addressOf(event.topic, this.#options),
      name: null,
      body: this.#options.webhooks ? JSON.stringify(event.payload()) : '',
      triggeredAt: new Date(this.#store.now()).toISOString(),
      state: 'pending',
      attempts: [],
      nextAttemptAt: null,
    };
    const all = this.#store.state.webhooks;
    all.push(delivery);
    if (all.length > KEPT) all.splice(0, KEPT / 10);
    const old = all.at(-BODIES_KEPT);
    if (old?.state === 'delivered' || old?.state === 'dropped') old.body = '';
    this.#store.touch();
    return delivery;
  }

  #rule(event: StoreEvent): WebhookRule | null {
    for (const rule of this.#store.state.webhookRules) {
      if (rule.timesLeft === 0) continue;
      if ((rule.topic !== null && rule.topic !== event.topic) || (rule.shop !== null && rule.shop !== event.shop))
        continue;
      if (rule.timesLeft !== null) rule.timesLeft -= 1;
      return rule;
    }
    return null;
  }

  #enqueue(delivery: WebhookDelivery): void {
    this.#waiting.push(delivery);
    this.#pump();
  }

  #pump(): void {
    while (this.#running.size < AT_ONCE) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      const work = this.#attempt(next).finally(() => {
        this.#running.delete(work);
        this.#pump();
      });
      this.#running.add(work);
    }
  }

  async #attempt(delivery: WebhookDelivery): Promise<void> {
    if (this.#stopped) return;
    const startedAt = performance.now();
    const at = new Date(this.#store.now()).toISOString();
    let status: number | null = null;
    let error: string | null = null;
    try {
      const response = await fetch(delivery.url, {
        method: 'POST',
        headers: this.#headers(delivery),
        body: delivery.body,
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      status = response.status;
      await response.arrayBuffer();
    } catch (caught) {
      error = caught instanceof Error ? caught.message : String(caught);
    }
    delivery.attempts.push({ at, status, error, ms: Math.round(performance.now() - startedAt) });
    this.#judge(delivery, status !== null && status >= 200 && status < 300);
  }

  /** Anything but 2xx is a failure [D]. */
  #judge(delivery: WebhookDelivery, accepted: boolean): void {
    const wait = RETRY_DELAYS_MS[delivery.attempts.length - 1];
    if (accepted) {
      delivery.state = 'delivered';
      delivery.nextAttemptAt = null;
    } else if (delivery.state !== 'delivered' && wait !== undefined && !this.#stopped) this.#retryLater(delivery, wait);
    else if (delivery.state !== 'delivered') delivery.state = 'failed';
    this.#store.touch();
  }

  #retryLater(delivery: WebhookDelivery, afterMs: number): void {
    delivery.state = 'retrying';
    const task = this.#store.schedule({ kind: 'webhook', deliveryId: delivery.id }, afterMs);
    delivery.nextAttemptAt = task.dueAt;
  }

  #headers(delivery: WebhookDelivery): Record<string, string> {
    return {
      'Content-Type': 'application/json',
      'User-Agent': 'Shopify-Captain-Hook',
      'X-Shopify-Topic': delivery.topic,
      'X-Shopify-Hmac-Sha256': createHmac('sha256', this.#options.apiSecret)
        .update(delivery.body, 'utf8')
        .digest('base64'),
      'X-Shopify-Shop-Domain': delivery.shop,
      'X-Shopify-API-Version': this.#options.apiVersion,
      'X-Shopify-Webhook-Id': delivery.id,
      'X-Shopify-Event-Id': delivery.eventId,
      'X-Shopify-Triggered-At': delivery.triggeredAt,
      ...(delivery.name !== null && { 'X-Shopify-Name': delivery.name }),
    };
  }
}
