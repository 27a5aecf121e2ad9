import { useFetcher } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { tellDone } from '#app/web/tell-done.ts';
import type { done, refuse } from '#app/web/respond.server.ts';

type Saving = () => Promise<ReturnType<typeof done> | ReturnType<typeof refuse>>;

type Asked<Typed> = {
  /** As it is stored, in the form's terms. */
  stored: Typed;
  /** The revision that was seen: what a colleague has changed since is not written over. */
  revision: number;
  /** What is sent to the page's action. */
  toForm: (typed: Typed) => Record<string, string>;
  /** What is said when it is saved. */
  saved: string;
};

/** A form over one area of settings: what was changed in it, what is wrong with it, and saving it whole. */
export function useSettingsForm<Typed extends object>({ stored, revision, toForm, saved }: Asked<Typed>) {
  const [changed, setChanged] = useState<Partial<Typed>>({});
  const fetcher = useFetcher<Saving>();
  const saving = fetcher.state !== 'idle';
  const typed: Typed = { ...stored, ...changed };
  const dirty = JSON.stringify(toForm(typed)) !== JSON.stringify(toForm(stored));
  const answer = fetcher.data;
  const told = useRef(answer);
  useEffect(() => {
    if (saving || told.current === answer) return;
    told.current = answer;
    if (!answer?.ok) return;
    setChanged({});
    tellDone(saved);
  }, [answer, saving, saved]);
  const refused = answer && !answer.ok && !saving ? answer : null;
  return {
    typed,
    dirty,
    saving,
    change: (part: Partial<Typed>) => setChanged({ ...changed, ...part }),
    save: () => fetcher.submit({ ...toForm(typed), seen: String(revision) }, { method: 'post' }),
    discard: () => setChanged({}),
    error: (field: keyof Typed & string): string | false => (dirty && refused?.fields[field]) || false,
    problem: dirty ? (refused?.message ?? '') : '',
  };
}
