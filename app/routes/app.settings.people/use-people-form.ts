import { useFetchers, useSubmit } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import type { Role } from '#app/domain/people.ts';
import { dayAt } from '#app/domain/shop-day.ts';
import { peopleTexts as texts } from '#app/i18n/en/people.ts';
import type { PeoplePage } from '#app/services/views.ts';
import { tellDone } from '#app/web/tell-done.ts';

export type Person = PeoplePage['people'][number];
/** What a form holds of one person. `lastDay` is a plain day, '' = here; `substitute` a user id, '' = nobody. */
export type PersonDraft = { role: Role; lastDay: string; substitute: string };

/** The end of a day away belongs to the next one. */
export const lastDayOf = (awayUntil: string, timeZone: string): string =>
  dayAt(new Date(Date.parse(awayUntil) - 60_000), timeZone);

const savedOf = ({ role, awayUntil, substitute }: Person, timeZone: string): PersonDraft => ({
  role,
  lastDay: awayUntil === null ? '' : lastDayOf(awayUntil, timeZone),
  substitute: substitute ?? '',
});

export type Part = 'role' | 'absence';
export const keyOf = (part: Part, userId: string): string => `${part}-${userId}`;
/** What is chosen for whom, what of it differs from what is saved, and saving it: each person and part by itself. */
export function usePeopleForm(page: PeoplePage) {
  const [drafts, setDrafts] = useState<Record<string, Partial<PersonDraft>>>({});
  const submit = useSubmit();
  const fetchers = useFetchers();
  const saving = fetchers.some(({ key, state }) => /^(role|absence)-/.test(key) && state !== 'idle');

  const now = (person: Person): PersonDraft => ({ ...savedOf(person, page.timeZone), ...drafts[person.userId] });
  const differs = (person: Person, part: Part): boolean => {
    const [was, is] = [savedOf(person, page.timeZone), now(person)];
    return part === 'role' ? was.role !== is.role : was.lastDay !== is.lastDay || was.substitute !== is.substitute;
  };
  const changed = page.people.flatMap((person) =>
    (['role', 'absence'] as const).filter((part) => differs(person, part)).map((part) => ({ person, part })),
  );
  const dirty = changed.length > 0;

  const wasSaving = useRef(false);
  useEffect(() => {
    if (wasSaving.current && !saving && !dirty) tellDone(texts.saved);
    wasSaving.current = saving;
  }, [dirty, saving]);

  const save = () => {
    for (const { person, part } of changed) {
      const { userId } = person;
      const { role, lastDay, substitute } = now(person);
      const options = {
        method: 'post',
        navigate: false,
        action: '/app/settings/people',
        fetcherKey: keyOf(part, userId),
      } as const;
      if (part === 'role') submit({ part, userId, role }, options);
      else submit({ part, userId, lastDay, substitute }, options);
    }
  };
  return {
    now,
    dirty,
    saving,
    save,
    discard: () => setDrafts({}),
    change: (userId: string, part: Partial<PersonDraft>) =>
      setDrafts((before) => ({ ...before, [userId]: { ...before[userId], ...part } })),
    differs,
  };
}

export type PeopleForm = ReturnType<typeof usePeopleForm>;
