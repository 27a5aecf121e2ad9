import type { Language } from '#app/domain/language.ts';
import type { ToneKind } from '#app/domain/messages/tone/check-tone.ts';

/** A sentence in the customer's language that could stand there instead. `by` is a written day. */
export const betterWords: Record<Language, Partial<Record<ToneKind, (by: string) => string>>> = {
  en: {
    blame: () => 'This is what we found, and this is what we can do:',
    insult: () => 'We see it differently, and we will gladly explain why:',
    vague_promise: (by) => `by ${by}`,
    third_apology: () => 'This is what we do differently from now on:',
  },
  uk: {
    blame: () => 'Ось що ми з’ясували і що можемо зробити:',
    insult: () => 'Ми бачимо це інакше й охоче пояснимо чому:',
    vague_promise: (by) => `до ${by}`,
    third_apology: () => 'Ось що ми відтепер зробимо інакше:',
  },
  pl: {
    blame: () => 'Oto, co ustaliliśmy i co możemy zrobić:',
    insult: () => 'Widzimy to inaczej i chętnie wyjaśnimy dlaczego:',
    vague_promise: (by) => `do ${by}`,
    third_apology: () => 'Oto, co od teraz zrobimy inaczej:',
  },
  cs: {
    blame: () => 'Zjistili jsme toto a můžeme udělat toto:',
    insult: () => 'Vidíme to jinak a rádi vysvětlíme proč:',
    vague_promise: (by) => `do ${by}`,
    third_apology: () => 'Odteď to uděláme jinak, a to takto:',
  },
  ru: {
    blame: () => 'Вот что мы выяснили и что можем сделать:',
    insult: () => 'Мы видим это иначе и охотно объясним почему:',
    vague_promise: (by) => `до ${by}`,
    third_apology: () => 'Вот что мы теперь сделаем иначе:',
  },
};
