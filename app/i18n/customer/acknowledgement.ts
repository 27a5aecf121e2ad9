import type { Language } from '#app/domain/language.ts';

export type Acknowledgement = {
  /** `C-1042` */
  number: string;
  /** `#2041` */
  order: string;
  /** As it stands after "by": `Thursday, 26 November`. */
  by: string;
  shop: string;
};

type Words = (about: Acknowledgement) => { subject: string; body: string };

const paragraphs = (...all: string[]): string => all.join('\n\n');

/** The first thing that a customer hears: it has arrived, this is its number, and by then she has an answer. */
export const acknowledgement: Record<Language, Words> = {
  en: ({ number, order, by, shop }) => ({
    subject: `We have your message about order ${order} (${number})`,
    body: paragraphs(
      'Hello,',
      `thank you for telling us. We have your message about order ${order}, and we are looking into it. Its number is ${number}.`,
      `You will hear from us by ${by}. If you would like to add anything, a photo for instance, simply reply to this e-mail.`,
      shop,
    ),
  }),
  uk: ({ number, order, by, shop }) => ({
    subject: `Ми отримали ваше звернення щодо замовлення ${order} (${number})`,
    body: paragraphs(
      'Добрий день!',
      `Дякуємо, що повідомили нам. Ми отримали ваше звернення щодо замовлення ${order} і вже ним займаємося. Його номер — ${number}.`,
      `Ми відповімо вам не пізніше ${by}. Якщо хочете щось додати, наприклад фото, просто дайте відповідь на цей лист.`,
      shop,
    ),
  }),
  pl: ({ number, order, by, shop }) => ({
    subject: `Otrzymaliśmy zgłoszenie dotyczące zamówienia ${order} (${number})`,
    body: paragraphs(
      'Dzień dobry,',
      `dziękujemy za wiadomość. Zgłoszenie dotyczące zamówienia ${order} już do nas dotarło i zajmujemy się nim. Jego numer to ${number}.`,
      `Odpowiemy najpóźniej do ${by}. Jeśli warto coś dodać, na przykład zdjęcie, wystarczy odpowiedzieć na tę wiadomość.`,
      shop,
    ),
  }),
  cs: ({ number, order, by, shop }) => ({
    subject: `Přijali jsme vaši zprávu k objednávce ${order} (${number})`,
    body: paragraphs(
      'Dobrý den,',
      `děkujeme za zprávu. Přijali jsme ji a věci kolem objednávky ${order} se věnujeme. Vedeme ji pod číslem ${number}.`,
      `Odpovíme vám nejpozději do ${by}. Pokud chcete něco doplnit, třeba fotografii, stačí odpovědět na tento e-mail.`,
      shop,
    ),
  }),
  ru: ({ number, order, by, shop }) => ({
    subject: `Мы получили ваше обращение по заказу ${order} (${number})`,
    body: paragraphs(
      'Здравствуйте!',
      `Спасибо, что сообщили нам. Мы получили ваше обращение по заказу ${order} и уже занимаемся им. Его номер — ${number}.`,
      `Мы ответим вам не позднее ${by}. Если хотите что-то добавить, например фотографию, просто ответьте на это письмо.`,
      shop,
    ),
  }),
};
