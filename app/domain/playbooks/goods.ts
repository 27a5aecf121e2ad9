/** What arrived is not what was bought: broken, faulty, another thing, or not all of it. */
import type { Reason } from '../complaint/complaint.ts';
import type { Topic } from '../messages/topics.ts';
import { faultOutcomes } from './playbook.ts';
import type { CaseFacts, Outcomes, Playbook, Step, Suggestion } from './playbook.ts';

export const photosStep: Step = {
  key: 'photos',
  findings: ({ files }) => [{ say: 'files', many: files }],
  outcomes: {
    asked: { then: 'again', waitDays: 3, waitsFor: 'customer' },
    seen: { then: 'next' },
    not_needed: { then: 'next' },
  },
  likely: ({ files }) => (files > 0 ? 'seen' : 'asked'),
  text: () => 'photos_wanted',
};

const topics: Partial<Record<Reason, Topic>> = {
  damaged: 'damaged',
  defective: 'defective',
  wrong_item: 'wrong_item',
  missing_item: 'missing_item',
};

/** Carriers and makers want to hear of it soon, and only of what is theirs. */
const claimable: readonly Reason[] = ['damaged', 'defective'];

const suggestions: Partial<Record<Reason, Suggestion>> = {
  damaged: { fault: 'carrier', remedies: ['replacement', 'refund'] },
  defective: { fault: 'maker', remedies: ['replacement', 'repair', 'refund'] },
  wrong_item: { fault: 'shop', remedies: ['replacement', 'return'] },
  missing_item: { fault: 'shop', remedies: ['replacement', 'refund'] },
};

export const goods: Playbook = {
  steps: [
    photosStep,
    {
      key: 'compare',
      findings: () => [],
      outcomes: { as_they_say: { then: 'next' }, partly: { then: 'next' }, not_so: { then: 'next', noteNeeded: true } },
    },
    {
      key: 'claim',
      findings: () => [],
      outcomes: { reported: { then: 'next' }, not_needed: { then: 'next' } },
      skip: ({ reason }, { compare }) =>
        !claimable.includes(reason) ? 'not_this_reason' : compare === 'not_so' ? 'not_wanted' : null,
    },
    {
      key: 'remedy',
      findings: () => [],
      outcomes: faultOutcomes,
      text: ({ reason }) => topics[reason] ?? 'damaged',
    },
  ],
  suggest: ({ reason }: CaseFacts, { compare }: Outcomes): Suggestion => {
    if (compare === 'not_so') return { fault: 'customer', remedies: ['discount_code'] };
    const whole = suggestions[reason] ?? { fault: 'unclear', remedies: ['refund'] };
    // Scaled to the part that is right.
    return compare === 'partly' ? { fault: whole.fault, remedies: ['refund', 'discount_code'] } : whole;
  },
};
