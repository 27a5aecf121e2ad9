import type { Language } from '#app/domain/language.ts';

/** Below every mail to a customer: why she gets it. */
export const customerMailFooter: Record<Language, (shop: string) => string> = {
  en: (shop) => `${shop} sends you this because you reported a problem with an order. You can simply reply.`,
  uk: (shop) =>
    `${shop} надсилає вам цей лист, бо ви повідомили про проблему із замовленням. Можете просто відповісти на нього.`,
  pl: (shop) => `${shop} wysyła tę wiadomość, ponieważ zgłoszono problem z zamówieniem. Wystarczy na nią odpowiedzieć.`,
  cs: (shop) => `${shop} vám píše, protože jste nahlásili problém s objednávkou. Na zprávu můžete přímo odpovědět.`,
  ru: (shop) => `${shop} пишет вам, потому что вы сообщили о проблеме с заказом. На это письмо можно просто ответить.`,
};

/** The button of a mail that leads to the page of her complaint. */
export const statusPageLink: Record<Language, string> = {
  en: 'See how your case stands',
  uk: 'Переглянути стан звернення',
  pl: 'Zobacz stan zgłoszenia',
  cs: 'Podívat se, jak věc stojí',
  ru: 'Посмотреть, как обстоят дела',
};

/** The mail with a fresh link, for whoever asked for one. */
export const newLinkMail: Record<Language, (number: string) => { subject: string; body: string }> = {
  en: (number) => ({
    subject: `Your new link to case ${number}`,
    body: `Hello,\n\nhere is the fresh link to your case ${number} that was asked for. If it was not you, there is nothing to do.`,
  }),
  uk: (number) => ({
    subject: `Нове посилання на звернення ${number}`,
    body: `Вітаємо!\n\nОсь нове посилання на ваше звернення ${number}, про яке нас попросили. Якщо це були не ви, нічого робити не потрібно.`,
  }),
  pl: (number) => ({
    subject: `Nowy link do zgłoszenia ${number}`,
    body: `Dzień dobry,\n\nprzesyłamy nowy link do zgłoszenia ${number}, o który poproszono na naszej stronie. Jeśli to pomyłka, nic nie trzeba robić.`,
  }),
  cs: (number) => ({
    subject: `Nový odkaz na případ ${number}`,
    body: `Dobrý den,\n\nposíláme nový odkaz na váš případ ${number}, o který nás někdo požádal. Pokud jste to nebyli vy, nemusíte nic dělat.`,
  }),
  ru: (number) => ({
    subject: `Новая ссылка на обращение ${number}`,
    body: `Здравствуйте!\n\nВот новая ссылка на ваше обращение ${number}, о которой нас попросили. Если это были не вы, ничего делать не нужно.`,
  }),
};
