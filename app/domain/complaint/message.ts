import type { Language } from '../language.ts';
import type { Channel } from './complaint.ts';

/**
 * What is said to a customer, and by her. `acknowledgement`: we have it, and answer by then. `holding`: not yet, by then.
 * `reply`: somebody answers. `remedy`: what she is given, once that is certain. `survey`: a question afterwards.
 */
export const messageKinds = ['acknowledgement', 'holding', 'reply', 'remedy', 'survey', 'from_customer'] as const;
export type MessageKind = (typeof messageKinds)[number];

export type MessageText = {
  language: Language;
  /** One line; empty where the channel has none. */
  subject: string;
  /** Plain text; paragraphs are parted by an empty line. */
  body: string;
};

/** How it came or went: what a complaint may come by, or her own page. */
export type MessageChannel = Channel | 'page';
