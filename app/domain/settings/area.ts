/**
 * A part of what a shop can set, besides its rules about money (those are app/domain/limits/policy.ts): one document,
 * read and saved as a whole. Each stands in a file of its own beside this one.
 */
export type SettingsArea<Value> = {
  /** As its row, its history and its texts name it. */
  name: AreaName;
  /** What holds until somebody changes it: sensible on the first day. */
  defaults: Value;
  /** Reads a stored document. Parts that an older version did not know have their defaults. Throws on what is none. */
  read: (stored: unknown) => Value;
};

export const areaNames = ['service', 'intake', 'messages', 'ask_back'] as const;
export type AreaName = (typeof areaNames)[number];
