import type { Language } from '#app/domain/language.ts';
import type { Template } from '#app/domain/messages/render.ts';
import type { Topic } from '#app/domain/messages/topics.ts';
import { texts as cs } from './cs/index.ts';
import { texts as en } from './en/index.ts';
import { texts as pl } from './pl/index.ts';
import { texts as ru } from './ru/index.ts';
import { texts as uk } from './uk/index.ts';

/** Our texts to customers, in every language. On the server only: a browser is sent the one that it shows. */
export const ourTexts: Record<Language, Record<Topic, Template>> = { en, uk, pl, cs, ru };
