/** The order is to be cancelled, or they no longer want it: first why, since some only want another day or address. */
import { parcelFindings } from './delivery.ts';
import { faultOutcomes } from './playbook.ts';
import type { CaseFacts, Playbook } from './playbook.ts';

const sent = ({ parcel }: CaseFacts): boolean => parcel !== null;

export const secondThoughts: Playbook = {
  steps: [
    {
      key: 'ask_why',
      findings: () => [],
      outcomes: {
        asked: { then: 'again', waitDays: 2, waitsFor: 'customer' },
        other_time: { then: 'next' },
        not_wanted: { then: 'next' },
        too_late: { then: 'next' },
        no_reason: { then: 'next' },
      },
      text: () => 'survey_why',
    },
    {
      key: 'keep',
      findings: () => [],
      outcomes: { kept: { then: 'over', noteNeeded: true }, not_kept: { then: 'next' } },
      skip: (_, { ask_why: why }) => (why === 'other_time' || why === 'too_late' ? null : 'not_wanted'),
    },
    {
      key: 'stop',
      findings: parcelFindings,
      outcomes: { stopped: { then: 'next' }, already_sent: { then: 'next' } },
      likely: (facts) => (sent(facts) ? 'already_sent' : 'stopped'),
      skip: ({ parcel, reason }) =>
        parcel?.state === 'delivered' || reason === 'changed_mind' ? 'already_sent' : null,
    },
    {
      key: 'remedy',
      findings: parcelFindings,
      outcomes: faultOutcomes,
      text: (facts) => {
        if (facts.reason === 'changed_mind') return 'changed_mind';
        return sent(facts) ? 'cancel_after_shipping' : 'cancel_before_shipping';
      },
    },
  ],
  suggest: (facts, { ask_why: why, stop }) => ({
    fault: why === 'too_late' ? 'shop' : 'customer',
    // What is on its way comes back as a return.
    remedies: sent(facts) || stop === 'already_sent' ? ['return'] : ['cancellation'],
  }),
};
