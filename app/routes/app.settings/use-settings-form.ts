import { useFetcher, useFetchers, useSubmit } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { parseAmount, toDecimal } from '#app/domain/money.ts';
import { limitedRoles } from '#app/domain/people.ts';
import type { LimitedRole, Role } from '#app/domain/people.ts';
import { settingsTexts as texts } from '#app/i18n/en/settings.ts';
import type { SettingsPage } from '#app/services/views.ts';
import { tellDone } from '#app/web/save-bar.tsx';
import type { action as saveLimits } from '../app.settings.limits.tsx';

/** A limit as it stands in the form: an amount as typed, or the choice of none. */
export type LimitDraft = { amount: string; unlimited: boolean };
export type LimitDrafts = Record<LimitedRole, LimitDraft>;
export type RoleDrafts = Record<string, Role>;

export const roleFetcherKey = (userId: string): string => `role-${userId}`;

function limitsOf(settings: SettingsPage): LimitDrafts {
  const drafts = {} as LimitDrafts;
  for (const { role, perCase } of settings.limits) {
    drafts[role] = { amount: perCase ? toDecimal(perCase) : '', unlimited: perCase === null };
  }
  return drafts;
}

/** The same amount however it is written: "60" and "60.00". */
function sameLimit(a: LimitDraft, b: LimitDraft, currency: string): boolean {
  const plain = (typed: string): string => {
    const amount = parseAmount(typed, currency);
    return amount.ok ? toDecimal(amount.value) : typed.trim();
  };
  return a.unlimited === b.unlimited && (a.unlimited || plain(a.amount) === plain(b.amount));
}

function unsavedLimits(drafts: Partial<LimitDrafts>, saved: LimitDrafts, currency: string): Partial<LimitDrafts> {
  const left: Partial<LimitDrafts> = {};
  for (const role of limitedRoles) {
    const draft = drafts[role];
    if (draft && !sameLimit(draft, saved[role], currency)) left[role] = draft;
  }
  return left;
}

function unsavedRoles(drafts: RoleDrafts, people: SettingsPage['people']): RoleDrafts {
  const differs = ([userId, role]: [string, Role]) =>
    people.some((person) => person.userId === userId && person.role !== role);
  return Object.fromEntries(Object.entries(drafts).filter(differs));
}

/** What is typed and chosen, what of it differs from what is saved, and saving it. */
export function useSettingsForm(settings: SettingsPage) {
  const saved = limitsOf(settings);
  const [typedLimits, setTypedLimits] = useState<Partial<LimitDrafts>>({});
  const [changedRoles, setChangedRoles] = useState<RoleDrafts>({});
  // What has been saved is no draft any more: the field shows it as it was understood, and follows later changes.
  const [seen, setSeen] = useState(settings);
  if (seen !== settings) {
    setSeen(settings);
    setTypedLimits((before) => unsavedLimits(before, saved, settings.currency));
    setChangedRoles((before) => unsavedRoles(before, settings.people));
  }
  const fetcher = useFetcher<typeof saveLimits>();
  const submit = useSubmit();
  const fetchers = useFetchers();

  const roles: RoleDrafts = {};
  for (const person of settings.people) roles[person.userId] = changedRoles[person.userId] ?? person.role;
  const changedPeople = settings.people.filter((person) => roles[person.userId] !== person.role);
  const limits: LimitDrafts = { ...saved, ...typedLimits };
  const changedLimits = limitedRoles.filter((role) => !sameLimit(limits[role], saved[role], settings.currency));
  const limitsDirty = changedLimits.length > 0;
  const dirty = limitsDirty || changedPeople.length > 0;
  const saving = fetcher.state !== 'idle' || fetchers.some((each) => each.state !== 'idle');
  useSavedToast(dirty, saving);

  const save = () => {
    if (limitsDirty) {
      const form = new FormData();
      form.set('currency', settings.currency);
      for (const role of changedLimits) {
        if (limits[role].unlimited) form.append('unlimited', role);
        else form.set(role, limits[role].amount);
      }
      fetcher.submit(form, { method: 'post', action: '/app/settings/limits' });
    }
    for (const { userId } of changedPeople) {
      const options = { method: 'post', action: '/app/settings/people', navigate: false } as const;
      submit({ userId, role: roles[userId] ?? 'none' }, { ...options, fetcherKey: roleFetcherKey(userId) });
    }
  };
  const answer = fetcher.data;
  const problem = answer && !answer.ok && !saving && limitsDirty ? answer : null;
  return {
    limits,
    roles,
    dirty,
    saving,
    save,
    problem: problem?.message ?? '',
    fields: problem?.fields ?? {},
    discard: () => {
      setTypedLimits({});
      setChangedRoles({});
    },
    changeLimit: (role: LimitedRole, part: Partial<LimitDraft>) =>
      setTypedLimits((before) => ({ ...before, [role]: { ...(before[role] ?? saved[role]), ...part } })),
    changeRole: (userId: string, role: Role) => setChangedRoles((before) => ({ ...before, [userId]: role })),
  };
}

/** Says "saved" once a save has left nothing unsaved. */
function useSavedToast(dirty: boolean, saving: boolean): void {
  const wasSaving = useRef(false);
  useEffect(() => {
    if (wasSaving.current && !saving && !dirty) tellDone(texts.saved);
    wasSaving.current = saving;
  }, [dirty, saving]);
}
