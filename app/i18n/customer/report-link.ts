import type { Language } from '#app/domain/language.ts';

type LinkMail = { subject: string; body: string; label: string };

/** The mail with the link to the form, for a guest who asked for it. */
export const reportLinkMail: Record<Language, (order: string) => LinkMail> = {
  en: (order) => ({
    subject: `Report a problem with order ${order}`,
    body: `Hello,\n\nsomebody asked to report a problem with order ${order}. If that was you, please continue here. The link works for two hours.\n\nIf it was not you, simply ignore this e-mail: nothing happens.`,
    label: 'Report the problem',
  }),
  uk: (order) => ({
    subject: `Повідомлення про проблему із замовленням ${order}`,
    body: `Вітаємо!\n\nНадійшов запит повідомити про проблему із замовленням ${order}. Якщо його надіслали ви, продовжте, будь ласка, тут. Посилання діє дві години.\n\nЯкщо це були не ви, просто не зважайте на цей лист: нічого не станеться.`,
    label: 'Повідомити про проблему',
  }),
  pl: (order) => ({
    subject: `Zgłoszenie problemu z zamówieniem ${order}`,
    body: `Dzień dobry,\n\notrzymaliśmy prośbę o zgłoszenie problemu z zamówieniem ${order}. Jeśli pochodzi ona od Ciebie, prosimy kontynuować tutaj. Link działa przez dwie godziny.\n\nJeśli to nie Ty, wystarczy zignorować tę wiadomość: nic się nie stanie.`,
    label: 'Zgłoś problem',
  }),
  cs: (order) => ({
    subject: `Nahlášení problému s objednávkou ${order}`,
    body: `Dobrý den,\n\npřišla nám žádost o nahlášení problému s objednávkou ${order}. Pokud je od vás, pokračujte prosím zde. Odkaz platí dvě hodiny.\n\nPokud jste o nic nežádali, tuto zprávu jednoduše ignorujte: nic se nestane.`,
    label: 'Nahlásit problém',
  }),
  ru: (order) => ({
    subject: `Сообщение о проблеме с заказом ${order}`,
    body: `Здравствуйте!\n\nПоступил запрос сообщить о проблеме с заказом ${order}. Если его отправили вы, продолжите, пожалуйста, здесь. Ссылка действует два часа.\n\nЕсли это были не вы, просто не обращайте внимания на это письмо: ничего не произойдёт.`,
    label: 'Сообщить о проблеме',
  }),
};
