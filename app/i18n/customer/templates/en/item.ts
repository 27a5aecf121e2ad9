import type { Template } from '#app/domain/messages/render.ts';
import type { TopicOf } from '#app/domain/messages/topics.ts';
import { letterIn } from '../letter.ts';

const letter = letterIn('en');

export const item: Record<TopicOf<'item'>, Template> = {
  damaged: letter(
    'Order {{order}} arrived damaged: what we will do',
    'We are sorry that this reached you damaged: {{items}}. It should not have happened, and you will not pay for it.',
    'You choose how we put it right: a new one, or your money back. Please reply with your choice and, if you have one, a photo of the damage and the packaging. With the photo we can claim it from the carrier.',
    'We will confirm what happens next by {{due}}. Please keep the item until then.',
  ),
  defective: letter(
    'Order {{order}}: an item does not work as it should',
    'We are sorry that this does not work: {{items}}. Thank you for describing it so that we can act.',
    'Depending on the fault we repair it, exchange it or refund it, at no cost to you. If something would be best for you, please tell us; we will take it into account.',
    'We will answer with a concrete proposal by {{due}}. The number of your case is {{complaint}}.',
  ),
  wrong_item: letter(
    'Order {{order}}: you received the wrong item',
    'We packed the wrong item in order {{order}}, and we are sorry. You ordered: {{items}}.',
    'We can send you the right one, or refund it. You will not pay for any shipping, in either direction. Please reply with your choice.',
    'We will write to you by {{due}} with the date of dispatch, or with the confirmation of your refund, and tell you what to do with the item you have.',
  ),
  missing_item: letter(
    'Order {{order}}: something was missing from your parcel',
    'We are sorry that your parcel was not complete. According to what you wrote, this is missing: {{items}}.',
    'We are comparing it with the weight of the parcel and our packing list. If it was sent separately, you will get its tracking number; if not, we will send it again or refund it, as you prefer.',
    'You will have our answer by {{due}}.',
  ),
  not_as_described: letter(
    'Order {{order}} is not what we described',
    'You expected something different from what you received: {{items}}. We are sorry; a description has to be right.',
    'You can return it at our cost for a full refund, or keep it and have part of the price back. Please reply with the choice that suits you, and quote the sentence or picture that was wrong, so that we can correct the page.',
    'We will confirm your choice by {{due}}.',
  ),
  photos_wanted: letter(
    'Order {{order}}: two photos would help us',
    'To decide about {{complaint}} we need to see what is wrong. Please reply to this message with two photos: one of the whole item, one of the place that matters. A phone photo is enough.',
    'Once we have them, we will decide by {{due}}. If you cannot take photos, describe it in a few sentences; that works too.',
  ),
};
