import type { Template } from '#app/domain/messages/render.ts';
import type { TopicOf } from '#app/domain/messages/topics.ts';
import { letterIn } from '../letter.ts';

const letter = letterIn('en');

export const course: Record<TopicOf<'course'>, Template> = {
  holding: letter(
    'Order {{order}}: we need until {{due}}',
    'Your message about order {{order}} is with us, and {{agent}} is working on it. We do not have the answer yet, and we want to give you one that holds.',
    'You will hear from us by {{due}}, even if there is still nothing new. You do not have to do anything until then. The number of your case is {{complaint}}.',
  ),
  promise_not_kept: letter(
    'Order {{order}}: we did not keep our word',
    'We promised you an answer about order {{order}}, and you did not get it in time. That is our mistake, and we are sorry.',
    'To make up for it: {{remedy}}',
    'The rest of case {{complaint}} is now with {{agent}} in person, and you will have the result by {{due}}.',
  ),
  partly_justified: letter(
    'Order {{order}}: what we found, and what we offer',
    'We have looked into your complaint {{complaint}} carefully. This is what we found: {{finding}}',
    'For the part that was our mistake: {{remedy}}',
    'If you see it differently, reply by {{due}}, and a second person will look at it again.',
  ),
  not_justified: letter(
    'Order {{order}}: the result of our check',
    'Thank you for your patience. We have checked your complaint {{complaint}}, and this is what we found: {{finding}}',
    'So this time we cannot offer you a refund or a replacement. We know that this is not the answer you hoped for.',
    'If there is something we do not know, a photo or a detail, please reply by {{due}}. A second person will then look at it again.',
  ),
  final_offer: letter(
    'Order {{order}}: our offer',
    'Thank you for talking this through with us. We have gone through everything that is possible for case {{complaint}}.',
    'This is our best offer, and we cannot go beyond it: {{remedy}}',
    'Take your time. The offer is open until {{due}}; a short reply is enough. If you decide against it, everything that you are entitled to by law remains as it is.',
  ),
  after_care: letter(
    'Order {{order}}: is everything all right now?',
    'A little while ago you had trouble with order {{order}}. Since then this was done: {{remedy}}',
    'Is everything all right now? If it is, there is nothing to do. If not, reply by {{due}}, and we will take up case {{complaint}} again where we left it.',
  ),
  review_wanted: letter(
    'Order {{order}}: may we ask for a few words?',
    'We are glad that we could settle case {{complaint}} with you.',
    'If you have two minutes, please tell other customers how it went: what went wrong, and how it was put right. An honest review helps them more than a perfect one, and it helps us to do better.',
    'If something still bothers you, reply to this message instead. We read it first.',
  ),
};
