import type { Template } from '#app/domain/messages/render.ts';
import type { TopicOf } from '#app/domain/messages/topics.ts';
import { letterIn } from '../letter.ts';

const letter = letterIn('en');

export const delivery: Record<TopicOf<'delivery'>, Template> = {
  where_is_my_order: letter(
    'Where your order {{order}} is',
    'Thank you for asking about order {{order}}. We have looked it up with {{carrier}}: the last scan of your parcel was on {{last_scan}}, and it is expected by {{expected}}.',
    'You can follow it here: {{tracking}}',
    'We are watching it as well. If it is not with you by {{due}}, we will write to you on that day and offer you a new parcel or your money back, whichever you prefer.',
  ),
  delivered_not_received: letter(
    'Order {{order}}: let us find your parcel',
    'Thank you for telling us that order {{order}} is not with you. {{carrier}} recorded it as delivered on {{delivered}}, so we would like to find out where it was left.',
    'Two things help us most: please ask the people you live with and your neighbours, and reply with the delivery address, so that we can compare it with the one on the label.',
    'If the parcel does not turn up, we will open a search with {{carrier}} and tell you the result by {{due}}. You do not have to do anything else.',
  ),
  parcel_search: letter(
    'Order {{order}}: the search for your parcel has begun',
    'We have asked {{carrier}} to search for the parcel of order {{order}}. The last scan was on {{last_scan}}, and since then it has not moved. We are sorry that you have to wait.',
    'A search takes a few working days. By {{due}} we will write to you with the result. If the parcel has not been found by then, you choose: we send everything again, or we pay your money back.',
  ),
  late_because_of_us: letter(
    'Order {{order}} is late, and that is our mistake',
    'Order {{order}} should have left us earlier. It did not, and the mistake is ours. We are sorry.',
    'Your parcel will be with you by {{expected}}. To make up for the wait: {{remedy}}',
    'If the delay means that you no longer need the order, reply by {{due}} and we will cancel it and pay everything back.',
  ),
  out_of_stock: letter(
    'Order {{order}}: an item is out of stock',
    'We have to tell you that this item of order {{order}} is out of stock: {{what}}. We should have seen that before taking your order, and we are sorry.',
    'You have three choices:\n1. Wait: we expect it again by {{restock}}.\n2. Take this instead, at the same price: {{alternative}}\n3. Have your money back for this item.',
    'Please reply with 1, 2 or 3 by {{due}}. If we do not hear from you, we will refund the item on that day.',
  ),
  missed_call: letter(
    'We tried to call you about order {{order}}',
    'You asked for a call about order {{order}}, and we could not reach you just now.',
    'We will call once more on {{due}}. If another day or time suits you better, simply reply with it; if you would rather have this in writing, tell us and we will answer by e-mail.',
  ),
};
