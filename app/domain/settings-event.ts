import type { Language } from './language.ts';
import type { Topic } from './messages/topics.ts';
import type { Role } from './people.ts';
import type { AreaName } from './settings/area.ts';

type Person = { userId: string; name: string };

/** What somebody has changed in the settings, besides the rules: written down once, never changed. Moments are ISO. */
export type SettingsEvent =
  | { kind: 'role'; person: Person; before: Role; after: Role }
  /** `until`: the end of the last day; null = she is here. */
  | { kind: 'absence'; person: Person; until: string | null; substitute: Person | null }
  /** A planned change of the rules was taken back before it held. */
  | { kind: 'change_withdrawn'; version: number }
  /** A document of `shop_settings`, as it was and as it is. */
  | { kind: 'settings'; area: AreaName; before: unknown; after: unknown }
  /** A text to customers was changed; `ours`: it went back to ours. */
  | { kind: 'message_text'; topic: Topic; language: Language; ours: boolean }
  /** A key by which another tool logs complaints. */
  | { kind: 'intake_key'; name: string; done: 'made' | 'renewed' | 'revoked' }
  /** What the shop's mail service signs with was made anew. */
  | { kind: 'inbound_secret' }
  | { kind: 'stopped'; why: string }
  | { kind: 'stop_lifted' };
