import { callDirections, callOutcomes, type CallDirection, type CallOutcome } from '#app/domain/calls/call.ts';
import { promiseKinds, type PromiseKind } from '#app/domain/promise/promise.ts';
import type { CallPage } from '#app/services/call-views.ts';

/** A call as it stands in the form. */
export type TypedCall = {
  requestId: string;
  direction: CallDirection;
  outcome: CallOutcome | '';
  day: string;
  time: string;
  minutes: string;
  agreed: string;
  note: string;
  promise: boolean;
  promiseKind: PromiseKind;
  promiseDay: string;
  nextTry: string;
  otherPhone: string;
};

export const emptyCall = ({ requestId, today, time, proposed }: CallPage): TypedCall => ({
  ...{ requestId, direction: 'out', outcome: '', day: today, time, minutes: '', agreed: '', note: '', promise: false },
  ...{ promiseKind: 'other', promiseDay: '', nextTry: proposed ?? '', otherPhone: '' },
});

/** What was kept of it, as far as it still fits: a time that has passed gives way to the one proposed now. */
export function readCall(kept: Record<string, unknown>, page: CallPage): TypedCall {
  const empty = emptyCall(page);
  const text = (name: keyof TypedCall): string | null => {
    const value = kept[name];
    return typeof value === 'string' ? value : null;
  };
  const nextTry = text('nextTry');
  return {
    requestId: text('requestId') ?? empty.requestId,
    direction: callDirections.find((one) => one === kept['direction']) ?? empty.direction,
    outcome: callOutcomes.find((one) => one === kept['outcome']) ?? '',
    day: text('day') ?? empty.day,
    time: text('time') ?? empty.time,
    minutes: text('minutes') ?? '',
    agreed: text('agreed') ?? '',
    note: text('note') ?? '',
    promise: kept['promise'] === true,
    promiseKind: promiseKinds.find((one) => one === kept['promiseKind']) ?? empty.promiseKind,
    promiseDay: text('promiseDay') ?? '',
    nextTry: page.slots.some(({ value }) => value === nextTry) && nextTry !== null ? nextTry : empty.nextTry,
    otherPhone: text('otherPhone') ?? '',
  };
}
