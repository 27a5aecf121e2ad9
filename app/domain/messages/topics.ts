import type { MessageKind } from '../complaint/message.ts';
import type { Reason } from '../complaint/complaint.ts';
import type { RemedyKind } from '../remedy/kinds.ts';

/** What a message to a customer can be about. For each there is a text in every language that we write. */
export const topicGroups = {
  delivery: [
    'where_is_my_order',
    'delivered_not_received',
    'parcel_search',
    'late_because_of_us',
    'out_of_stock',
    'missed_call',
  ],
  item: ['damaged', 'defective', 'wrong_item', 'missing_item', 'not_as_described', 'photos_wanted'],
  order: ['changed_mind', 'cancel_before_shipping', 'cancel_after_shipping', 'billing', 'survey_why'],
  public: ['public_reply', 'private_reply'],
  course: [
    'holding',
    'promise_not_kept',
    'partly_justified',
    'not_justified',
    'final_offer',
    'after_care',
    'review_wanted',
  ],
  remedy: [
    'sorry_refund',
    'sorry_cancellation',
    'sorry_replacement',
    'sorry_discount_code',
    'sorry_vip_price',
    'sorry_store_credit',
    'sorry_gift_card',
    'sorry_return',
    'sorry_repair',
    'sorry_external_gift',
    'sorry_custom',
    'sorry_several',
  ],
} as const;

export type TopicGroup = keyof typeof topicGroups;
export type TopicOf<Group extends TopicGroup> = (typeof topicGroups)[Group][number];
export type Topic = TopicOf<TopicGroup>;

export const topics: readonly Topic[] = Object.values(topicGroups).flat();

export const isTopic = (text: string): text is Topic => topics.some((topic) => topic === text);

/** The text that tells of a remedy. */
export const topicOfRemedy = {
  refund: 'sorry_refund',
  cancellation: 'sorry_cancellation',
  replacement: 'sorry_replacement',
  discount_code: 'sorry_discount_code',
  vip_price: 'sorry_vip_price',
  store_credit: 'sorry_store_credit',
  gift_card: 'sorry_gift_card',
  return: 'sorry_return',
  repair: 'sorry_repair',
  external_gift: 'sorry_external_gift',
  custom: 'sorry_custom',
} as const satisfies Record<RemedyKind, Topic>;

/** What is usually written first about a complaint of this reason; the first is proposed. */
export const topicsOfReason: Record<Reason, readonly Topic[]> = {
  not_arrived: ['where_is_my_order', 'delivered_not_received', 'parcel_search', 'holding'],
  late: ['late_because_of_us', 'where_is_my_order', 'out_of_stock', 'holding'],
  damaged: ['damaged', 'photos_wanted', 'holding'],
  defective: ['defective', 'photos_wanted', 'holding'],
  wrong_item: ['wrong_item', 'photos_wanted', 'holding'],
  missing_item: ['missing_item', 'photos_wanted', 'holding'],
  not_as_described: ['not_as_described', 'photos_wanted', 'holding'],
  changed_mind: ['changed_mind', 'survey_why', 'holding'],
  cancel_order: ['cancel_before_shipping', 'cancel_after_shipping', 'survey_why', 'holding'],
  billing: ['billing', 'holding'],
  other: ['holding', 'out_of_stock'],
};

/** A text that is said in public has one that follows in private. */
export const pairOf: Partial<Record<Topic, Topic>> = { public_reply: 'private_reply', private_reply: 'public_reply' };

/** How a message of this topic is counted. */
export function kindOfTopic(topic: Topic): MessageKind {
  if (topic === 'holding') return 'holding';
  if (topic === 'survey_why' || topic === 'after_care' || topic === 'review_wanted') return 'survey';
  return topicGroups.remedy.some((each) => each === topic) ? 'remedy' : 'reply';
}
