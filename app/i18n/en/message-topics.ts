import type { Language } from '#app/domain/language.ts';
import type { Topic, TopicGroup } from '#app/domain/messages/topics.ts';

/** What the texts to customers are about, in the order of `topicGroups`. */
export const groupNames: Record<TopicGroup, string> = {
  delivery: 'Delivery',
  item: 'The item',
  order: 'Order and payment',
  public: 'Public posts',
  course: 'Along the way',
  remedy: 'Sorry, and what they get',
};

export const topicNames: Record<Topic, string> = {
  where_is_my_order: 'Where is my order?',
  delivered_not_received: 'Delivered, but not received',
  parcel_search: 'The carrier searches for it',
  late_because_of_us: 'Late because of us',
  out_of_stock: 'Out of stock',
  missed_call: 'We could not reach them by phone',
  damaged: 'Arrived damaged',
  defective: 'Does not work',
  wrong_item: 'Wrong item',
  missing_item: 'Something is missing',
  not_as_described: 'Not as described',
  photos_wanted: 'Ask for photos',
  changed_mind: 'Changed their mind',
  cancel_before_shipping: 'Cancelled before it was sent',
  cancel_after_shipping: 'Cancel after it was sent',
  billing: 'Payment',
  survey_why: 'Ask why',
  public_reply: 'Rude public post: the public answer',
  private_reply: 'Rude public post: the private message',
  holding: 'We need more time',
  promise_not_kept: 'We did not keep our word',
  partly_justified: 'Partly right',
  not_justified: 'Not right this time',
  final_offer: 'Our last offer',
  after_care: 'Is everything all right now?',
  review_wanted: 'Ask for a review',
  sorry_refund: 'Refund',
  sorry_cancellation: 'Cancellation with refund',
  sorry_replacement: 'Replacement',
  sorry_discount_code: 'Discount code',
  sorry_vip_price: 'A price of their own',
  sorry_store_credit: 'Store credit',
  sorry_gift_card: 'Gift card',
  sorry_return: 'Return',
  sorry_repair: 'Repair',
  sorry_external_gift: 'Present',
  sorry_custom: 'Something else',
};

export const languageNames: Record<Language, string> = {
  en: 'English',
  uk: 'Ukrainian',
  pl: 'Polish',
  cs: 'Czech',
  ru: 'Russian',
};
