import type { Template } from '#app/domain/messages/render.ts';
import type { TopicOf } from '#app/domain/messages/topics.ts';
import { letterIn } from '../letter.ts';

const letter = letterIn('en');

export const order: Record<TopicOf<'order'>, Template> = {
  changed_mind: letter(
    'Order {{order}}: returning it is fine',
    'Not everything turns out as hoped, and you can return this: {{items}}. We do not need a reason.',
    'Please send it back by {{due}}, in a condition in which we can sell it again. How to send it: {{label}}',
    'Once it is here, we will check it within 3 working days and then refund {{amount}}.',
  ),
  cancel_before_shipping: letter(
    'Order {{order}} is cancelled',
    'As you asked, we have cancelled order {{order}}. It had not been sent yet, so it costs you nothing.',
    'We are refunding {{amount}} the way you paid. The money arrives {{arrival}}.',
    'There is nothing you have to do. If the money is not there by then, reply to this message and we will trace it.',
  ),
  cancel_after_shipping: letter(
    'Order {{order}} is already on its way: your choices',
    'You asked us to cancel order {{order}}. It has already left us, so we can no longer stop it, but you do have choices.',
    '1. Do not accept the parcel, or send it back unopened by {{due}}: we will refund it when it is here. How to send it: {{label}}\n2. Keep it, if it can still be of use.\n3. If the date or the address was the problem, tell us: perhaps we can redirect it. Tracking: {{tracking}}',
    'Please reply with 1, 2 or 3.',
  ),
  billing: letter(
    'Order {{order}}: your payment',
    'Thank you for asking about the payment for order {{order}}. We understand that a charge you did not expect is worrying.',
    'We are checking every payment of this order against the bank. If you were charged too much, you will get the difference back in full.',
    'We will send you the result by {{due}}, with each amount and its date. The number of your case is {{complaint}}.',
  ),
  survey_why: letter(
    'One question about order {{order}}',
    'You decided against order {{order}}. That is all right, and it changes nothing about your refund.',
    'Would you tell us why? One line is enough: was it the delivery time, the price, the item itself, or something we did?',
    'We read every answer, and if there is something we can still put right for you, we will write to you by {{due}}.',
  ),
};
