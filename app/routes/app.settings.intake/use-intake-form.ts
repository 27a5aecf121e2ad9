import { useFetcher } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { intakeSettingsTexts as texts } from '#app/i18n/en/intake-settings.ts';
import type { IntakePage } from '#app/services/intake/get-intake-page.server.ts';
import { tellDone } from '#app/web/tell-done.ts';
import type { action } from './route.tsx';

/** As it stands in the form. */
export type Typed = IntakePage['settings'] & { offered: string[] };

/** The form, what is wrong with it, and saving it. */
export function useIntakeForm({ settings, offered, revision }: IntakePage) {
  const stored: Typed = { ...settings, offered };
  const [changed, setChanged] = useState<Partial<Typed>>({});
  const fetcher = useFetcher<typeof action>();
  const saving = fetcher.state !== 'idle';
  const typed: Typed = { ...stored, ...changed };
  const asText = (one: Typed) => JSON.stringify({ ...one, offered: [...one.offered].sort() });
  const dirty = asText(typed) !== asText(stored);
  const answer = fetcher.data;
  const told = useRef(answer);
  useEffect(() => {
    if (saving || told.current === answer) return;
    told.current = answer;
    if (!answer?.ok) return;
    setChanged({});
    tellDone(texts.saved);
  }, [answer, saving]);
  const refused = answer && !answer.ok && !saving ? answer : null;
  return {
    typed,
    dirty,
    saving,
    change: (part: Partial<Typed>) => setChanged({ ...changed, ...part }),
    save: () => {
      const { open, colour, callbacks } = typed;
      const form = { open: String(open), callbacks: String(callbacks), colour, offered: typed.offered.join(' ') };
      fetcher.submit({ ...form, seen: String(revision) }, { method: 'post' });
    },
    discard: () => setChanged({}),
    error: (field: keyof Typed): string | false => (dirty && refused?.fields[field]) || false,
    problem: dirty ? (refused?.message ?? '') : '',
  };
}

export type IntakeForm = ReturnType<typeof useIntakeForm>;
