import { readTree, wholeTree, type ReasonChoice } from '../intake/reason-tree.ts';
import type { SettingsArea } from './area.ts';

/** What a shop sets of the way in: how its customers report a problem. */
export type IntakeSettings = {
  /** Whether the form takes reports. */
  open: boolean;
  /** Of the bar and the buttons of customers' pages, `#rrggbb`. */
  colour: string;
  /** Whether the form offers to call. */
  callbacks: boolean;
  reasons: ReasonChoice[];
};

export const isColour = (text: unknown): text is string => typeof text === 'string' && /^#[0-9a-f]{6}$/.test(text);

export const intakeArea: SettingsArea<IntakeSettings> = {
  name: 'intake',
  defaults: { open: true, colour: '#1f3a5f', callbacks: true, reasons: wholeTree },
  read: (stored) => {
    const given = (stored ?? {}) as Record<string, unknown>;
    const { defaults } = intakeArea;
    return {
      open: typeof given['open'] === 'boolean' ? given['open'] : defaults.open,
      colour: isColour(given['colour']) ? given['colour'] : defaults.colour,
      callbacks: typeof given['callbacks'] === 'boolean' ? given['callbacks'] : defaults.callbacks,
      reasons: readTree(given['reasons']),
    };
  },
};
