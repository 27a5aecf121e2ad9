import type { SettingsArea } from './area.ts';

/** What a shop sets of the way in: how its customers report a problem. */
export type IntakeSettings = {
  /** Of the bar and the buttons of customers' pages, `#rrggbb`. */
  colour: string;
};

const colour = /^#[0-9a-f]{6}$/;

export const intakeArea: SettingsArea<IntakeSettings> = {
  name: 'intake',
  defaults: { colour: '#1f3a5f' },
  read: (stored) => {
    const given = { ...intakeArea.defaults, ...(stored as Partial<IntakeSettings>) };
    if (!colour.test(given.colour)) throw new Error(`no colour: ${given.colour.slice(0, 20)}`);
    return { colour: given.colour };
  },
};
