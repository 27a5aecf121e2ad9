import type { Language } from '#app/domain/language.ts';

type About = { number: string; order: string; shop: string; agent: string };

/** How somebody of the shop begins a call, to be read aloud. Nothing that bends with who speaks or listens. */
export const callOpening: Record<Language, (about: Omit<About, 'number'>) => string> = {
  en: ({ agent, shop, order }) =>
    `Hello, this is ${agent} from ${shop}. I am calling about your order ${order}. Is now a good moment?`,
  uk: ({ agent, shop, order }) =>
    `Добрий день! Це ${agent}, ${shop}. Телефоную щодо вашого замовлення ${order}. Вам зараз зручно говорити?`,
  pl: ({ agent, shop, order }) =>
    `Dzień dobry, z tej strony ${agent}, ${shop}. Dzwonię w sprawie zamówienia ${order}. Czy to dobry moment na rozmowę?`,
  cs: ({ agent, shop, order }) =>
    `Dobrý den, u telefonu ${agent}, ${shop}. Volám kvůli vaší objednávce ${order}. Hodí se vám to teď?`,
  ru: ({ agent, shop, order }) =>
    `Здравствуйте! Это ${agent}, ${shop}. Звоню по поводу вашего заказа ${order}. Вам сейчас удобно говорить?`,
};

/** What is written when nobody could be reached by phone. */
export const notReached: Record<Language, (about: About) => { subject: string; body: string }> = {
  en: ({ number, order, shop, agent }) => ({
    subject: `We could not reach you about order ${order} (${number})`,
    body: `Hello,\n\nyou asked us to call you about order ${order}. We have tried, and could not reach you.\n\nShall we go on in writing? Simply reply to this e-mail, or send us another number and a time that suits you.\n\nKind regards,\n${agent}\n${shop}`,
  }),
  uk: ({ number, order, shop, agent }) => ({
    subject: `Не вдалося зателефонувати вам щодо замовлення ${order} (${number})`,
    body: `Добрий день!\n\nВи просили зателефонувати щодо замовлення ${order}. Ми телефонували, але зв’язатися з вами не вдалося.\n\nМоже, продовжимо листуванням? Просто дайте відповідь на цей лист або напишіть інший номер і зручний для вас час.\n\nЗ повагою,\n${agent}\n${shop}`,
  }),
  pl: ({ number, order, shop, agent }) => ({
    subject: `Nie udało się nam dodzwonić w sprawie zamówienia ${order} (${number})`,
    body: `Dzień dobry,\n\nzgodnie z prośbą dzwoniliśmy w sprawie zamówienia ${order}, niestety nie udało się nam połączyć.\n\nCzy możemy wyjaśnić sprawę mailowo? Wystarczy odpisać na tę wiadomość albo podać inny numer i dogodną porę.\n\nz poważaniem\n${agent}\n${shop}`,
  }),
  cs: ({ number, order, shop, agent }) => ({
    subject: `Nedovolali jsme se vám kvůli objednávce ${order} (${number})`,
    body: `Dobrý den,\n\nna vaše přání jsme vám volali kvůli objednávce ${order}, bohužel jsme se nedovolali.\n\nMůžeme to vyřešit písemně? Stačí odpovědět na tento e-mail, nebo nám poslat jiné číslo a čas, který se vám hodí.\n\ns pozdravem\n${agent}\n${shop}`,
  }),
  ru: ({ number, order, shop, agent }) => ({
    subject: `Не получилось дозвониться до вас по заказу ${order} (${number})`,
    body: `Здравствуйте!\n\nВы просили позвонить по заказу ${order}. Мы звонили, но связаться с вами не получилось.\n\nМожет быть, продолжим в письмах? Просто ответьте на это письмо или пришлите другой номер и удобное вам время.\n\nС уважением,\n${agent}\n${shop}`,
  }),
};
