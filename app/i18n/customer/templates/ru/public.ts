import type { Template } from '#app/domain/messages/render.ts';
import type { TopicOf } from '#app/domain/messages/topics.ts';
import { letterIn } from '../letter.ts';

const letter = letterIn('ru');

export const inPublic: Record<TopicOf<'public'>, Template> = {
  public_reply: {
    subject: 'Наш ответ на ваш отзыв',
    body: 'Здравствуйте! Спасибо за откровенность. Так быть не должно, и мы просим прощения. Хотим разобраться с вашим заказом и всё исправить. Чтобы ваши данные не появлялись здесь, мы написали вам в личные сообщения, а предложение пришлём до {{due}}.\n\n{{agent}}, {{shop}}',
  },
  private_reply: letter(
    'По поводу вашего отзыва: как мы хотим это исправить',
    'Мы прочитали ваш отзыв. Мы вас подвели, и вы вправе об этом сказать. Просим прощения.',
    'Мы проверили заказ {{order}} ({{items}}) и предлагаем вот что: {{remedy}}',
    'Устроит ли вас такое решение? Если нет, напишите, что помогло бы. Вашим обращением {{complaint}} и дальше занимается {{agent}}, ответ будет до {{due}}.',
  ),
};
