import type { SettingsArea } from './area.ts';

/** How the shop writes to its customers. */
export type MessageSettings = {
  /** Each complaint is confirmed to its customer at once, with its number and the day by which she hears. */
  acknowledge: boolean;
  /** She is told what she was given, once it is certain. */
  tellRemedies: boolean;
  /** In how many working days a replacement has left the shop, as she is told. */
  dispatchDays: number;
};

export const mostDispatchDays = 30;

const defaults: MessageSettings = { acknowledge: true, tellRemedies: true, dispatchDays: 3 };

const isDays = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= mostDispatchDays;

export const messageSettings: SettingsArea<MessageSettings> = {
  name: 'messages',
  defaults,
  read: (stored) => {
    if (typeof stored !== 'object' || stored === null) throw new Error('no settings for messages');
    const acknowledge = 'acknowledge' in stored ? stored.acknowledge !== false : defaults.acknowledge;
    const tellRemedies = 'tellRemedies' in stored ? stored.tellRemedies !== false : defaults.tellRemedies;
    const dispatchDays =
      'dispatchDays' in stored && isDays(stored.dispatchDays) ? stored.dispatchDays : defaults.dispatchDays;
    return { acknowledge, tellRemedies, dispatchDays };
  },
};
