import type { AskBackSettings } from '#app/domain/settings/ask-back.ts';
import { askBackSettingsTexts as texts } from '#app/i18n/en/ask-back.ts';
import type { AskBackPage } from '#app/services/ask-back/get-ask-back-page.server.ts';
import { useSettingsForm } from '../app.settings/use-settings-form.ts';

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

const toForm = (typed: Typed) =>
  Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, String(value)]));

/** The form, what is wrong with it, and saving it. */
export const useAskBackForm = ({ settings, revision }: AskBackPage) =>
  useSettingsForm<Typed>({ stored: typedOf(settings), revision, toForm, saved: texts.saved });

export type AskBackForm = ReturnType<typeof useAskBackForm>;
