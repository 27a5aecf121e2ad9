import type { Language } from '#app/domain/language.ts';

type About = { number: string; order: string; shop: string; agent: string };

/** Where a reply begins: the subject, and a letter that lacks nothing but what is to be said. */
export const replyWords: Record<Language, (about: About) => { subject: string; body: string }> = {
  en: ({ number, order, shop, agent }) => ({
    subject: `Your order ${order} (${number})`,
    body: `Hello,\n\n\n\nKind regards,\n${agent}\n${shop}`,
  }),
  uk: ({ number, order, shop, agent }) => ({
    subject: `Ваше замовлення ${order} (${number})`,
    body: `Добрий день!\n\n\n\nЗ повагою,\n${agent}\n${shop}`,
  }),
  pl: ({ number, order, shop, agent }) => ({
    subject: `Zamówienie ${order} (${number})`,
    body: `Dzień dobry,\n\n\n\nz poważaniem\n${agent}\n${shop}`,
  }),
  cs: ({ number, order, shop, agent }) => ({
    subject: `Vaše objednávka ${order} (${number})`,
    body: `Dobrý den,\n\n\n\ns pozdravem\n${agent}\n${shop}`,
  }),
  ru: ({ number, order, shop, agent }) => ({
    subject: `Ваш заказ ${order} (${number})`,
    body: `Здравствуйте!\n\n\n\nС уважением,\n${agent}\n${shop}`,
  }),
};
