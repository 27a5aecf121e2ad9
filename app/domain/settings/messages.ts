import type { SettingsArea } from './area.ts';

/** How the shop writes to its customers. */
export type MessageSettings = {
  /** Each complaint is confirmed to its customer at once, with its number and the day by which she hears. */
  acknowledge: boolean;
};

const defaults: MessageSettings = { acknowledge: true };

export const messageSettings: SettingsArea<MessageSettings> = {
  name: 'messages',
  defaults,
  read: (stored) => {
    if (typeof stored !== 'object' || stored === null) throw new Error('no settings for messages');
    const acknowledge = 'acknowledge' in stored ? stored.acknowledge !== false : defaults.acknowledge;
    return { acknowledge };
  },
};
