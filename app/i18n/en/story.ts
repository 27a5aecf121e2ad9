import { channels, reasons } from '#app/domain/complaint/complaint.ts';
import type { StoryEvent } from '#app/domain/complaint/story.ts';
import type { Print } from './problems.ts';
import { channelWords, reasonWords, stateWords } from './words.ts';

/** How an entry looks: what people said, what moved money, or what happened besides. */
export type StoryKind = 'said' | 'money' | 'trouble' | 'plain';

export type StoryLine = { kind: StoryKind; what: string; more: string | null };

const plain = (what: string, more: string | null = null): StoryLine => ({ kind: 'plain', what, more });
const moneyLine = (what: string, more: string | null = null): StoryLine => ({ kind: 'money', what, more });
const trouble = (what: string, more: string | null = null): StoryLine => ({ kind: 'trouble', what, more });

/** One entry of the story in words that still make sense a year later. */
export function storyLine(event: StoryEvent, print: Print): StoryLine {
  switch (event.kind) {
    case 'logged': {
      const reason = reasons.find((each) => each === event.reason);
      const channel = channels.find((each) => each === event.channel);
      const what = reason ? `Logged: ${reasonWords[reason].toLowerCase()}` : 'Logged';
      return plain(channel ? `${what}, by ${channelWords[channel].toLowerCase()}` : what);
    }
    case 'note':
      return { kind: 'said', what: 'Note', more: event.text };
    case 'assigned':
      return plain(event.to === null ? 'Assigned to nobody' : `Assigned to ${event.to}`);
    case 'state_changed':
      return plain(`${stateWords[event.from]} → ${stateWords[event.to]}`, event.why);
    case 'remedy_decided':
      return moneyLine(`Decided: refund ${print(event.amount)}`, event.reason);
    case 'remedy_not_allowed':
      return trouble(`Refund of ${print(event.amount)} not allowed`, notAllowedReason(event, print));
    case 'remedy_sent':
      return moneyLine(event.attempt > 1 ? `Sent to Shopify, attempt ${event.attempt}` : 'Sent to Shopify');
    case 'remedy_unknown':
      return trouble('No clear answer from Shopify: checking', null);
    case 'remedy_issued':
      return moneyLine(`Shopify made the refund of ${print(event.amount)}`);
    case 'remedy_settled':
      return moneyLine(`${print(event.amount)} paid out`);
    case 'remedy_refused':
      return trouble(`Shopify refused ${print(event.amount)}`, event.messages.join(' '));
    case 'remedy_not_issued':
      return trouble(`Made sure: ${print(event.amount)} was not given`);
    case 'remedy_failed':
      return trouble(`The payment provider could not pay out ${print(event.amount)}`);
    case 'remedy_needs_person':
      return trouble('Somebody has to look at this refund', event.why);
    case 'erased':
      return plain('Personal data erased at the customer’s request');
  }
}

function notAllowedReason(event: Extract<StoryEvent, { kind: 'remedy_not_allowed' }>, print: Print): string {
  const { limit, given, left } = event.numbers;
  if (event.why === 'no_role' || !limit || !left) return 'The person had no role.';
  return `Limit ${print(limit)}: ${print(given)} given, ${print(left)} left.`;
}
