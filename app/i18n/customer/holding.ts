import type { Language } from '#app/domain/language.ts';
import type { Acknowledgement } from './acknowledgement.ts';

const paragraphs = (...all: string[]): string => all.join('\n\n');

/** More time is needed, and until when. `by` is a promise. */
export const holding: Record<Language, (about: Acknowledgement) => { subject: string; body: string }> = {
  en: ({ number, order, by, shop }) => ({
    subject: `We need a little more time for order ${order} (${number})`,
    body: paragraphs(
      'Hello,',
      `we are still looking into the problem with your order ${order} and want to give you an answer that holds. We need until ${by} for that.`,
      `You will hear from us by then. We are sorry that it takes longer than you would wish.`,
      shop,
    ),
  }),
  uk: ({ number, order, by, shop }) => ({
    subject: `Нам потрібно трохи більше часу щодо замовлення ${order} (${number})`,
    body: paragraphs(
      'Добрий день!',
      `Ми ще з’ясовуємо, що сталося із замовленням ${order}, і хочемо дати вам точну відповідь. Для цього нам потрібен час до ${by}.`,
      'До цього дня ми вам обов’язково напишемо. Перепрошуємо, що це триває довше, ніж хотілося б.',
      shop,
    ),
  }),
  pl: ({ number, order, by, shop }) => ({
    subject: `Potrzebujemy trochę więcej czasu w sprawie zamówienia ${order} (${number})`,
    body: paragraphs(
      'Dzień dobry,',
      `nadal wyjaśniamy sprawę zamówienia ${order} i chcemy udzielić rzetelnej odpowiedzi. Potrzebujemy na to czasu do ${by}.`,
      'Do tego dnia na pewno się odezwiemy. Przepraszamy, że trwa to dłużej, niż powinno.',
      shop,
    ),
  }),
  cs: ({ number, order, by, shop }) => ({
    subject: `K objednávce ${order} potřebujeme o něco více času (${number})`,
    body: paragraphs(
      'Dobrý den,',
      `věc kolem objednávky ${order} stále zjišťujeme a chceme vám dát odpověď, která bude platit. Potřebujeme na to čas do ${by}.`,
      'Do té doby se vám ozveme. Omlouváme se, že to trvá déle, než bychom si všichni přáli.',
      shop,
    ),
  }),
  ru: ({ number, order, by, shop }) => ({
    subject: `Нам нужно немного больше времени по заказу ${order} (${number})`,
    body: paragraphs(
      'Здравствуйте!',
      `Мы всё ещё выясняем, что произошло с заказом ${order}, и хотим дать вам точный ответ. Для этого нам нужно время до ${by}.`,
      'До этого дня мы обязательно вам напишем. Извините, что это занимает больше времени, чем хотелось бы.',
      shop,
    ),
  }),
};
