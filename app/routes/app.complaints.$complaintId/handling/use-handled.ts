import { useFetcher } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { useKept } from '#app/components/use-kept.ts';
import { tellDone } from '#app/web/tell-done.ts';
import type { action } from '../../app.complaints.$complaintId.handling.tsx';

type Typed = Record<string, string>;
type About = { complaintId: string; userId: string };

/**
 * A form about a complaint: what is typed is kept until it is sent, and what was wrong stands beside its field.
 * @param name of the form; a form per step has one each
 */
export function useHandled(name: string, { complaintId, userId }: About, first: () => Typed, whenDone?: () => void) {
  const fetcher = useFetcher<typeof action>();
  const kept = useKept<Typed>(`${name}.${complaintId}.${userId}`, first, readTyped);
  const { data: answer, state } = fetcher;
  const after = useRef({ whenDone, forget: kept.forget });
  after.current = { whenDone, forget: kept.forget };
  useEffect(() => {
    if (!answer?.ok) return;
    if (answer.said !== '') tellDone(answer.said);
    after.current.forget();
    after.current.whenDone?.();
  }, [answer]);
  const problem = answer && !answer.ok && state === 'idle' ? answer : null;
  const field = (key: string) => {
    const error = problem?.fields[key];
    return {
      value: kept.value[key] ?? '',
      onChange: (text: string) => kept.set((before) => ({ ...before, [key]: text })),
      ...(error !== undefined && { error }),
    };
  };
  const send = (what: string, more: Record<string, string | string[]> = {}) => {
    const form = new FormData();
    for (const [key, value] of Object.entries({ ...kept.value, ...more, do: what }))
      for (const each of [value].flat()) form.append(key, each);
    fetcher.submit(form, { method: 'post', action: `/app/complaints/${complaintId}/handling` });
  };
  return {
    field,
    send,
    busy: state !== 'idle',
    message: problem?.message === '' ? null : (problem?.message ?? null),
    values: kept.value,
  };
}

function readTyped(kept: Record<string, unknown>): Typed | null {
  return Object.values(kept).every((value) => typeof value === 'string') ? (kept as Typed) : null;
}
