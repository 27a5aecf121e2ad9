/** Who says sorry a third time without giving anything is told so, in every language that customers are written to in. */
import { describe, expect, it } from 'vitest';
import { languages, type Language } from '../../language.ts';
import { checkTone } from './check-tone.ts';
import { apologises } from './promises.ts';

/** As people write them: in the first person of one or of several, at the beginning and inside of a sentence. */
const apologies: Record<Language, string[]> = {
  en: [
    'We are sorry about the delay.',
    'I’m so sorry that it arrived broken.',
    'Please accept our apologies.',
    'We apologise for the wait.',
    'I want to apologize once more.',
    'Please forgive us the delay.',
    'We very much regret what happened.',
    'We do regret this.',
    'Please excuse the delay.',
    'Pardon us for the trouble.',
  ],
  uk: [
    'Перепрошуємо за затримку.',
    'Дуже перепрошую, що так сталося.',
    'Просимо вибачення за незручності.',
    'Прошу вибачення за помилку.',
    'Прийміть наші щирі вибачення.',
    'Приносимо свої вибачення.',
    'Вибачте, будь ласка, за очікування.',
    'Пробачте нам цю затримку.',
    'Нам дуже шкода, що чашка розбилася.',
    'Нам прикро, що так вийшло.',
    'Мені дуже прикро це чути.',
    'Просимо пробачити нам за затримку.',
    'Вибачаємося за затримку.',
    'Вибачаюсь за клопіт.',
    'Хочемо вибачитися за затримку.',
    'Щиро шкодуємо, що так сталося.',
  ],
  pl: [
    'Przepraszamy za opóźnienie.',
    'Bardzo przepraszam za kłopot.',
    'Prosimy przyjąć nasze przeprosiny.',
    'Przykro nam, że kubek dotarł uszkodzony.',
    'Jest mi bardzo przykro.',
    'Jest nam niezmiernie przykro z tego powodu.',
    'Bardzo nam przykro.',
    'Ubolewamy nad tym, co się stało.',
    'Proszę o wybaczenie.',
    'Prosimy o wybaczenie tej zwłoki.',
    'Chcielibyśmy przeprosić za tę sytuację.',
    'Proszę nam wybaczyć to opóźnienie.',
    'Żałujemy, że tak się stało.',
    'Z przykrością przyznajemy, że paczka zaginęła, i przepraszamy.',
  ],
  cs: [
    'Omlouváme se za zpoždění.',
    'Velmi se omlouvám za potíže.',
    'Moc se vám omlouváme.',
    'Přijměte prosím naši omluvu.',
    'Promiňte, že jste musela čekat.',
    'Omluvte prosím zdržení.',
    'Mrzí nás, že hrnek dorazil rozbitý.',
    'Moc mě to mrzí.',
    'Je nám velice líto, co se stalo.',
    'Je mi to líto.',
    'Litujeme, že se to stalo.',
    'Chtěli bychom se omluvit za zpoždění.',
    'S omluvou vám píšeme ještě jednou.',
    'Prosíme o prominutí.',
    'Odpusťte nám prosím to zdržení.',
  ],
  ru: [
    'Просим прощения за задержку.',
    'Прошу прощения за неудобства.',
    'Приносим извинения за ошибку.',
    'Приносим вам свои искренние извинения.',
    'Примите наши извинения.',
    'Извините за ожидание.',
    'Простите нас, пожалуйста.',
    'Извиняемся за задержку.',
    'Извиняюсь за путаницу.',
    'Нам очень жаль, что кружка разбилась.',
    'Мне искренне жаль.',
    'Очень сожалеем о случившемся.',
    'Я сожалею, что так вышло.',
    'Хотим извиниться за задержку.',
    'Просим нас извинить.',
    'Прошу простить за задержку.',
  ],
};

/** What has the same words in it and is no apology, or is simply none. */
const others: Record<Language, string[]> = {
  en: [
    'Your cup leaves on Friday.',
    'There is no need to apologise: it was our label.',
    'You need not be sorry, it happens.',
    'We send it without any excuse of the carrier.',
    'The code SORRY-7KDM-3XQP is good until Friday.',
  ],
  uk: [
    'Ваша чашка вирушає в п’ятницю.',
    'Вам немає за що вибачатися.',
    'Це не завдасть шкоди товару.',
    'Прикрість можна виправити: нова чашка вже в дорозі.',
    'Вам не треба вибачатися, таке буває.',
  ],
  pl: [
    'Kubek wyjeżdża w piątek.',
    'Nie ma Pani za co przepraszać.',
    'Nie trzeba przepraszać, to się zdarza.',
    'Przykry zapach zniknie po umyciu.',
    'Proszę nie żałować mydła przy pierwszym myciu.',
  ],
  cs: [
    'Hrnek odchází v pátek.',
    'Nemáte se za co omlouvat.',
    'Není třeba se omlouvat, stává se to.',
    'Omluvenku nepotřebujete.',
    'Barva nezmrzí ani při minus deseti.',
  ],
  ru: [
    'Ваша кружка отправится в пятницу.',
    'Вам не за что извиняться.',
    'Не нужно извиняться, такое бывает.',
    'Жалоба передана перевозчику.',
    'Простую кружку мы отправим завтра.',
  ],
};

const third = (text: string, language: Language, context: { apologies: number; given: boolean }) =>
  checkTone(text, language, { asked: '', ...context }).some(({ kind }) => kind === 'third_apology');

describe.each(languages)('in %s', (language) => {
  it.each(apologies[language])('“%s” says sorry, and the third time needs something given with it', (text) => {
    const letter = `${text.charAt(0).toLocaleLowerCase(language)}${text.slice(1)}`;
    expect(apologises(`2026: ${letter}`, language)).toBe(true);
    expect(third(text, language, { apologies: 0, given: false })).toBe(false);
    expect(third(text, language, { apologies: 1, given: false })).toBe(false);
    expect(third(text, language, { apologies: 2, given: false })).toBe(true);
    expect(third(text, language, { apologies: 5, given: false })).toBe(true);
    expect(third(text, language, { apologies: 2, given: true })).toBe(false);
  });

  it.each(others[language])('“%s” is no apology, however many there were', (text) => {
    expect(apologises(text, language)).toBe(false);
    expect(third(text, language, { apologies: 2, given: false })).toBe(false);
  });
});
