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
  pl: 'Zobacz, co dzieje się ze sprawą',
  cs: 'Zobrazit stav reklamace',
  ru: 'Посмотреть, как идёт дело',
};
