import { useFetcher } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import type { AskBackSettings } from '#app/domain/settings/ask-back.ts';
import { askBackSettingsTexts as texts } from '#app/i18n/en/ask-back.ts';
import type { AskBackPage } from '#app/services/ask-back/get-ask-back-page.server.ts';
import { tellDone } from '#app/web/tell-done.ts';
import type { action } from './route.tsx';

/** As it stands in the form: days are text until they are read. */
export type Typed = {
  surveyOn: boolean;
  surveyDays: string;
  checkInOn: boolean;
  checkInDays: string;
  reviewLink: string;
};

const typedOf = ({ survey, checkIn, reviewLink }: AskBackSettings): Typed => ({
  surveyOn: survey.on,
  surveyDays: String(survey.afterDays),
  checkInOn: checkIn.on,
  checkInDays: String(checkIn.afterDays),
  reviewLink,
});

/** The form, what is wrong with it, and saving it. */
export function useAskBackForm({ settings, revision }: AskBackPage) {
  const stored = typedOf(settings);
  const [changed, setChanged] = useState<Partial<Typed>>({});
  const fetcher = useFetcher<typeof action>();
  const saving = fetcher.state !== 'idle';
  const typed: Typed = { ...stored, ...changed };
  const dirty = JSON.stringify(typed) !== JSON.stringify(stored);
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
      const form = Object.entries(typed).map(([name, value]) => [name, String(value)] as const);
      fetcher.submit({ ...Object.fromEntries(form), seen: String(revision) }, { method: 'post' });
    },
    discard: () => setChanged({}),
    error: (field: keyof Typed): string | false => (dirty && refused?.fields[field]) || false,
    problem: dirty ? (refused?.message ?? '') : '',
  };
}

export type AskBackForm = ReturnType<typeof useAskBackForm>;
