import type { Template } from '#app/domain/messages/render.ts';
import type { TopicOf } from '#app/domain/messages/topics.ts';
import { letterIn } from '../letter.ts';

const letter = letterIn('en');

export const remedy: Record<TopicOf<'remedy'>, Template> = {
  sorry_refund: letter(
    'Your refund of {{amount}} for order {{order}}',
    'We are sorry for the trouble with order {{order}}.',
    'We have refunded {{amount}}. It goes back the way you paid ({{payment}}) and arrives {{arrival}}.',
    'There is nothing you have to do. If the money is not there by then, reply to this message and we will trace it for you.',
  ),
  sorry_cancellation: letter(
    'Order {{order}} is cancelled, and your money is on its way',
    'We are sorry that order {{order}} did not work out.',
    'It is cancelled, nothing more will be sent, and we have refunded {{amount}}. The money arrives {{arrival}}.',
    'There is nothing you have to do.',
  ),
  sorry_replacement: letter(
    'Order {{order}}: your replacement is coming',
    'We are sorry for the trouble with order {{order}}. You are getting a replacement from us, free of charge: {{what}}',
    'It leaves us by {{due}}, and you will get the tracking number by e-mail on the day it is sent.',
  ),
  sorry_discount_code: letter(
    'Order {{order}}: something from us for next time',
    'We are sorry for the trouble with order {{order}}. It cost you time, and we would like to make up for it.',
    'Your code: {{code}}\nWhat it gives you: {{worth}}\nValid until: {{valid_until}}',
    'Type it in at the checkout. It works once, and you do not need it for anything that is still open with us.',
  ),
  sorry_vip_price: letter(
    'Order {{order}}: your own price from now on',
    'We are sorry for what happened with order {{order}}. You should not have had to go through it.',
    'From now on you have your own price in our shop: {{worth}}\nValid until: {{valid_until}}',
    'Sign in before you buy, and it is taken off by itself.',
  ),
  sorry_store_credit: letter(
    'Order {{order}}: {{amount}} of credit for you',
    'We are sorry for the trouble with order {{order}}.',
    'We have put {{amount}} of credit on your account in our shop.\nValid until: {{valid_until}}',
    'Sign in at the checkout, and you can pay with it.',
  ),
  sorry_gift_card: letter(
    'Order {{order}}: a gift card for you',
    'We are sorry for the trouble with order {{order}}, and thank you for your patience.',
    'Here is a gift card from us.\nIts value: {{amount}}\nValid until: {{valid_until}}',
    'The code comes in a separate e-mail. You can use it in several orders until it is used up.',
  ),
  sorry_return: letter(
    'Order {{order}}: how to send it back',
    'We are sorry that you have to send something back: {{items}}. It costs you nothing.',
    'How to send it: {{label}}\nPlease do so by {{due}}.',
    'As soon as the parcel has reached us we check it, within 3 working days, and write to you about what we found.',
  ),
  sorry_repair: letter(
    'Order {{order}}: we will have it repaired',
    'We are sorry that this does not work as it should: {{items}}. We will have it repaired at our cost.',
    'How to send it in: {{label}}',
    'You will have it back by {{due}}. If it cannot be repaired, we will tell you and replace it or refund it.',
  ),
  sorry_external_gift: letter(
    'Order {{order}}: a small present is on its way',
    'We are sorry for what happened with order {{order}}. Words alone do not seem enough to us.',
    'So we have chosen something for you: {{what}}',
    'A courier brings it to your address by {{due}}. There is nothing you have to do.',
  ),
  sorry_custom: letter(
    'Order {{order}}: how we put it right',
    'We are sorry for the trouble with order {{order}}. This is what we have arranged for you: {{what}}',
    'It will be done by {{due}}. {{agent}} sees to it in person and will write to you when it is done. The number of your case is {{complaint}}.',
  ),
  sorry_several: letter(
    'Order {{order}}: how we have put it right',
    'We are sorry for the trouble with order {{order}}. This is what we have done:',
    '{{remedies}}',
    'There is nothing you have to do. If anything does not arrive as it says here, reply to this message and we will look into it.',
  ),
};
