import type { SettingsArea } from './area.ts';

/** What a shop asks its customers after a complaint. */
export type AskBackSettings = {
  survey: { on: boolean; afterDays: number };
  checkIn: { on: boolean; afterDays: number };
  /** Where a content customer is asked to write a review, an https address; empty = nowhere. */
  reviewLink: string;
};

export const mostAskDays = 60;
export const longestReviewLink = 500;

const isDays = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= mostAskDays;

/** The address as it is kept, or null when it is none that a customer can be sent to. Empty stays empty. */
export function readReviewLink(text: string): string | null {
  const typed = text.trim();
  if (typed === '') return '';
  const url = typed.length <= longestReviewLink ? URL.parse(typed) : null;
  return url?.protocol === 'https:' && url.username === '' ? url.href : null;
}

const fields = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

function readOne(stored: unknown, standard: AskBackSettings['survey']): AskBackSettings['survey'] {
  const { on, afterDays } = fields(stored);
  return {
    on: typeof on === 'boolean' ? on : standard.on,
    afterDays: isDays(afterDays) ? afterDays : standard.afterDays,
  };
}

const defaults: AskBackSettings = {
  survey: { on: true, afterDays: 3 },
  checkIn: { on: true, afterDays: 2 },
  reviewLink: '',
};

export const askBackArea: SettingsArea<AskBackSettings> = {
  name: 'ask_back',
  defaults,
  read: (stored) => {
    const { survey, checkIn, reviewLink } = fields(stored);
    return {
      survey: readOne(survey, defaults.survey),
      checkIn: readOne(checkIn, defaults.checkIn),
      reviewLink: typeof reviewLink === 'string' ? (readReviewLink(reviewLink) ?? '') : '',
    };
  },
};
