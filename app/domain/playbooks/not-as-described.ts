/** Not as described: the sentence that promised too much is found, and corrected for those who come after. */
import { photosStep } from './goods.ts';
import { faultOutcomes } from './playbook.ts';
import type { Playbook } from './playbook.ts';

export const notAsDescribed: Playbook = {
  steps: [
    {
      key: 'quote',
      findings: () => [],
      outcomes: { quoted: { then: 'next', noteNeeded: true }, not_found: { then: 'next' } },
    },
    photosStep,
    {
      key: 'page_task',
      findings: () => [],
      outcomes: {
        handed_over: { then: 'next', noteNeeded: true },
        corrected: { then: 'next' },
        no_change: { then: 'next', noteNeeded: true },
      },
      skip: (_, { quote }) => (quote === 'not_found' ? 'nothing_quoted' : null),
    },
    { key: 'remedy', findings: () => [], outcomes: faultOutcomes, text: () => 'not_as_described' },
  ],
  suggest: (_, { quote }) =>
    quote === 'not_found'
      ? { fault: 'unclear', remedies: ['return', 'discount_code'] }
      : { fault: 'shop', remedies: ['return', 'refund'] },
};
