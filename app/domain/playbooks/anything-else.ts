/** Payments, and whatever has no path of its own. */
import { faultOutcomes } from './playbook.ts';
import type { Playbook } from './playbook.ts';

export const anythingElse: Playbook = {
  steps: [
    {
      key: 'understand',
      findings: () => [],
      outcomes: {
        asked: { then: 'again', waitDays: 3, waitsFor: 'customer' },
        understood: { then: 'next', noteNeeded: true },
      },
      text: ({ reason }) => (reason === 'billing' ? 'billing' : 'holding'),
    },
    {
      key: 'payments',
      findings: ({ paid, refunded }) => [{ say: 'money', paid, refunded }],
      outcomes: { charged_wrongly: { then: 'next', noteNeeded: true }, right: { then: 'next' } },
      skip: ({ reason }) => (reason === 'billing' ? null : 'not_this_reason'),
    },
    {
      key: 'remedy',
      findings: () => [],
      outcomes: faultOutcomes,
      text: ({ reason }) => (reason === 'billing' ? 'billing' : 'holding'),
    },
  ],
  suggest: ({ reason }, { payments }) => {
    if (reason === 'billing' && payments !== 'right') return { fault: 'shop', remedies: ['refund'] };
    return { fault: 'unclear', remedies: ['discount_code', 'store_credit'] };
  },
};
