import type { Language } from '#app/domain/language.ts';
import { cs } from './cs.ts';
import { en } from './en.ts';
import { pl } from './pl.ts';
import { ru } from './ru.ts';
import { uk } from './uk.ts';
import type { GivenWords } from './words.ts';

export const givenWords: Record<Language, GivenWords> = { en, uk, pl, cs, ru };
