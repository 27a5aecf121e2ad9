import { useFetcher } from '@remix-run/react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { typedService } from '#app/domain/settings/typed-service.ts';
import type { TypedService } from '#app/domain/settings/typed-service.ts';
import { hoursTexts as texts } from '#app/i18n/en/hours.ts';
import type { ServicePage } from '#app/services/settings/get-service-page.server.ts';
import { tellDone } from '#app/web/tell-done.ts';
import type { action } from './route.tsx';

/** The form over hours and answer times: what stands in it, and saving all of it. */
export type ServiceForm = {
  /** By path, see `typed-service.ts`. */
  value: (path: string) => string;
  change: (path: string, value: string) => void;
  /** What is wrong with a field, until it is touched again. */
  error: (path: string) => string | undefined;
  fixed: boolean;
  dirty: boolean;
  saving: boolean;
  save: () => void;
  discard: () => void;
  problem: string;
};

export function useServiceForm({ settings, revision, mayChange }: ServicePage): ServiceForm {
  const saved = useMemo(() => typedService(settings), [settings]);
  const [changes, setChanges] = useState<TypedService>({});
  const [touchedSince, setTouchedSince] = useState<readonly string[]>([]);
  const fetcher = useFetcher<typeof action>();
  const saving = fetcher.state !== 'idle';
  const answer = fetcher.data;
  const dirty = Object.keys(changes).some((path) => changes[path] !== saved[path]);
  const refusal = answer && !answer.ok && !saving && dirty ? answer : null;
  const told = useRef(answer);
  useEffect(() => {
    if (saving || answer === undefined || told.current === answer) return;
    told.current = answer;
    if (!answer.ok) return;
    setChanges({});
    tellDone(texts.saved);
  }, [answer, saving]);
  return {
    value: (path) => changes[path] ?? saved[path] ?? '',
    change: (path, value) => {
      setTouchedSince((before) => [...before, path]);
      setChanges((before) => ({ ...before, [path]: value }));
    },
    error: (path) => (touchedSince.includes(path) ? undefined : refusal?.fields[path]),
    fixed: !mayChange,
    dirty,
    saving,
    save: () => {
      setTouchedSince([]);
      const typed = JSON.stringify({ ...saved, ...changes });
      fetcher.submit({ seen: String(revision), typed }, { method: 'post' });
    },
    discard: () => {
      setChanges({});
      setTouchedSince(Object.keys(refusal?.fields ?? {}));
    },
    problem: refusal?.message ?? '',
  };
}
