import { useFetcher } from '@remix-run/react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { readAt, toSend, typedOf, unsaved, withChanges } from '#app/domain/limits/typed-policy.ts';
import type { TypedChanges, TypedPolicy, TypedValue } from '#app/domain/limits/typed-policy.ts';
import { limitsTexts as texts } from '#app/i18n/en/limits-settings.ts';
import type { PolicyPage } from '#app/services/views.ts';
import { tellDone } from '#app/web/tell-done.ts';
import type { action } from '../app.settings.limits/route.tsx';

/** Why, and from when on: as it stands in the form. */
export type AboutChange = { why: string; later: boolean; day: string; time: string };
const nothingSaid: AboutChange = { why: '', later: false, day: '', time: '' };

/** A form over the rules: what stands in it, what of it was touched, and saving only that. */
export type PolicyForm = {
  currency: string;
  /** By path, see `typed-policy.ts`. */
  values: TypedPolicy;
  isChanged: (path: string) => boolean;
  change: (path: string, value: TypedValue | undefined) => void;
  /** What is wrong with a field, until it is touched again. */
  error: (path: string) => string | undefined;
  /** Nobody can change anything: only an owner may, and not while a change waits. */
  fixed: boolean;
  about: AboutChange;
  changeAbout: (part: Partial<AboutChange>) => void;
  dirty: boolean;
  saving: boolean;
  save: () => void;
  discard: () => void;
  problem: string;
  /** Marks what an answer besides that of saving found wrong, by path. */
  mark: (fields: Record<string, string>) => void;
  /** What would be sent now. */
  pending: () => TypedPolicy;
};

export function usePolicyForm({ policy, currency, mayChange, scheduled }: PolicyPage): PolicyForm {
  const saved = useMemo(() => typedOf(policy), [policy]);
  const [changes, setChanges] = useState<TypedChanges>({});
  const [about, setAbout] = useState(nothingSaid);
  const [marked, setMarked] = useState<Record<string, string>>({});
  const [touchedSince, setTouchedSince] = useState<readonly string[]>([]);
  const fetcher = useFetcher<typeof action>();
  const saving = fetcher.state !== 'idle';
  // What has been saved is no draft any more: the field shows it as it was understood, and follows later changes.
  const [seen, setSeen] = useState(policy);
  if (seen !== policy) {
    setSeen(policy);
    setChanges((before) => unsaved(saved, before, currency));
  }
  const left = unsaved(saved, changes, currency);
  const dirty = Object.keys(left).length > 0;
  const answer = fetcher.data;
  const refusal = answer && !answer.ok && !saving && dirty ? answer : null;

  const clear = () => {
    setChanges({});
    setAbout(nothingSaid);
    setMarked({});
    setTouchedSince(Object.keys(refusal?.fields ?? {}));
  };
  useWhenSaved(answer, saving, clear);

  const save = () => {
    setMarked({});
    setTouchedSince([]);
    const form = new FormData();
    form.set('intent', 'change');
    form.set('currency', currency);
    form.set('changes', JSON.stringify(toSend(saved, changes, currency)));
    form.set('why', about.why);
    if (about.later) {
      form.set('later', 'yes');
      form.set('day', about.day);
      form.set('time', about.time);
    }
    fetcher.submit(form, { method: 'post', action: '/app/settings/limits' });
  };
  return {
    currency,
    values: withChanges(saved, changes),
    isChanged: (path) => path in left,
    change: (path, value) => {
      setTouchedSince((before) => [...before, path]);
      setChanges((before) => ({ ...before, [path]: value }));
    },
    error: (path) => (touchedSince.includes(path) ? undefined : (refusal?.fields[path] ?? marked[path])),
    fixed: !mayChange || scheduled !== null,
    about,
    changeAbout: (part) => {
      setTouchedSince((before) => [...before, ...Object.keys(part)]);
      setAbout((before) => ({ ...before, ...part }));
    },
    dirty,
    saving,
    save,
    discard: clear,
    problem: refusal?.message ?? '',
    mark: (fields) => {
      setMarked(fields);
      setTouchedSince((before) => before.filter((path) => !(path in fields)));
    },
    pending: () => toSend(saved, changes, currency),
  };
}

/** Says so once a save has been answered with a yes. */
function useWhenSaved(
  answer: { ok: true; did: string } | { ok: false } | undefined,
  saving: boolean,
  clear: () => void,
): void {
  const told = useRef(answer);
  useEffect(() => {
    if (saving || answer === undefined || told.current === answer) return;
    told.current = answer;
    if (!answer.ok) return;
    clear();
    tellDone(answer.did === 'planned' ? texts.planned : texts.saved);
  });
}

/** What stands at a path, as the rule has it; undefined while it cannot be read. */
export function valueAt({ values, currency }: Pick<PolicyForm, 'values' | 'currency'>, path: string) {
  const value = values[path];
  if (value === undefined) return undefined;
  const read = readAt(path, value, currency);
  return read.ok ? read.value : undefined;
}
