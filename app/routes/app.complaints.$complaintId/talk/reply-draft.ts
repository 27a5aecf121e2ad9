import { isTopic, type Topic } from '#app/domain/messages/topics.ts';
import { promiseKinds } from '#app/domain/promise/promise.ts';
import type { PromiseKind } from '#app/domain/promise/promise.ts';

/** A message as it is being written. */
export type ReplyDraft = {
  subject: string;
  body: string;
  thenWait: boolean;
  /** The text that it began with. */
  topic: Topic | null;
  /** Why it is sent although something in it stands out. */
  why: string;
  promise: { on: boolean; kind: PromiseKind; what: string; day: string };
};

/** Reads what the browser has kept; null when it is not one of ours. */
export function readDraft(kept: Record<string, unknown>): ReplyDraft | null {
  const { subject, body, thenWait, promise, topic, why } = kept;
  if (typeof subject !== 'string' || typeof body !== 'string' || typeof promise !== 'object' || !promise) return null;
  const { on, kind, what, day } = promise as Record<string, unknown>;
  return {
    ...{ subject, body, thenWait: thenWait === true },
    topic: typeof topic === 'string' && isTopic(topic) ? topic : null,
    why: typeof why === 'string' ? why : '',
    promise: {
      on: on === true,
      kind: promiseKinds.find((each) => each === kind) ?? 'answer',
      what: typeof what === 'string' ? what : '',
      day: typeof day === 'string' ? day : '',
    },
  };
}
