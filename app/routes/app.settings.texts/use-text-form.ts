import { useFetcher } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { checkTemplate, type Template } from '#app/domain/messages/render.ts';
import { messageTexts as texts, templateProblem } from '#app/i18n/en/message-texts.ts';
import type { TextsPage } from '#app/services/messages/get-texts-page.server.ts';
import { tellDone } from '#app/web/tell-done.ts';
import type { action } from './route.tsx';

export type Field = 'subject' | 'body';

/** One text as it stands in the form, what is wrong with it, and saving it. */
export function useTextForm(page: TextsPage) {
  const [typed, setTyped] = useState<Template | null>(null);
  const [asked, setAsked] = useState(false);
  const fetcher = useFetcher<typeof action>();
  const saving = fetcher.state !== 'idle';
  const text = typed ?? page.text;
  const dirty = text.subject !== page.text.subject || text.body !== page.text.body;

  const answer = fetcher.data;
  const told = useRef(answer);
  useEffect(() => {
    if (saving || told.current === answer) return;
    told.current = answer;
    if (!answer?.ok) return;
    setTyped(null);
    setAsked(false);
    tellDone(answer.ours ? texts.isOurs : texts.saved);
  }, [answer, saving]);

  // Said while she types, once she has tried to save: before that a half written name is no mistake.
  const wrong = asked ? checkTemplate(text) : [];
  const refused = answer && !answer.ok && !saving ? answer : null;
  const send = (form: Record<string, string>) => {
    const { topic, language, version } = page;
    fetcher.submit({ ...form, topic, language, seen: String(version) }, { method: 'post' });
  };
  return {
    text,
    dirty,
    saving,
    change: (part: Partial<Template>) => setTyped({ ...text, ...part }),
    save: () => {
      setAsked(true);
      if (checkTemplate(text).length === 0) send({ do: 'save', ...text });
    },
    reset: () => send({ do: 'reset' }),
    discard: () => {
      setTyped(null);
      setAsked(false);
    },
    error: (field: Field): string | undefined => {
      const found = wrong.find((each) => each.field === field);
      return found ? templateProblem(found) : undefined;
    },
    problem: refused?.message ?? '',
  };
}

export type TextForm = ReturnType<typeof useTextForm>;
