import type { Template } from '#app/domain/messages/render.ts';
import type { TopicOf } from '#app/domain/messages/topics.ts';
import { letterIn } from '../letter.ts';

const letter = letterIn('uk');

export const inPublic: Record<TopicOf<'public'>, Template> = {
  public_reply: {
    subject: 'Наша відповідь на ваш допис',
    body: 'Добрий день! Дякуємо за відвертість. Так не має бути, і ми перепрошуємо. Хочемо розібратися з вашим замовленням і все виправити. Щоб ваші дані не з’являлися тут, ми написали вам у приватні повідомлення, а пропозицію надішлемо до {{due}}.\n\n{{agent}}, {{shop}}',
  },
  private_reply: letter(
    'Щодо вашого допису: як ми хочемо це виправити',
    'Ми прочитали ваш допис. Ми вас підвели, і ви маєте право про це сказати. Перепрошуємо.',
    'Ми перевірили замовлення {{order}} ({{items}}) і пропонуємо ось що: {{remedy}}',
    'Чи влаштує вас таке рішення? Якщо ні, напишіть, що допомогло б. Вашим зверненням {{complaint}} і далі займається {{agent}}, відповідь буде до {{due}}.',
  ),
};
