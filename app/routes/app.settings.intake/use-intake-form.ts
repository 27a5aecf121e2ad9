import { intakeSettingsTexts as texts } from '#app/i18n/en/intake-settings.ts';
import type { IntakePage } from '#app/services/intake/get-intake-page.server.ts';
import { useSettingsForm } from '../app.settings/use-settings-form.ts';

/** As it stands in the form. */
export type Typed = IntakePage['settings'] & { offered: string[] };

const toForm = ({ open, colour, callbacks, offered }: Typed) => ({
  ...{ open: String(open), callbacks: String(callbacks), colour },
  offered: [...offered].sort().join(' '),
});

/** The form, what is wrong with it, and saving it. */
export const useIntakeForm = ({ settings, offered, revision }: IntakePage) =>
  useSettingsForm<Typed>({ stored: { ...settings, offered }, revision, toForm, saved: texts.saved });

export type IntakeForm = ReturnType<typeof useIntakeForm>;
