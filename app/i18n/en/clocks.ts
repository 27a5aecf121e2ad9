import type { LegalDeadline } from '#app/domain/service/legal-answer-deadlines.ts';

/** By when a complaint is to be answered and resolved. */
export const clockTexts = {
  firstAnswer: (when: string, late: boolean) =>
    late ? `The customer should have been answered by ${when}.` : `First answer by ${when}.`,
  resolve: (when: string, late: boolean) =>
    late ? `This should have been resolved by ${when}.` : `To be resolved by ${when}.`,
  passedUp:
    'Why it was passed up stands in the story. Whoever it was passed to answers under “Pass up…”, among the actions of this page.',
  paused: 'The time to resolve this stands still while the customer is waited for.',
  legal: (day: string, { country, days }: Pick<LegalDeadline, 'country' | 'days'>) =>
    `Legal deadline (${country}, ${String(days)} days): ${day}. Have this checked by a lawyer.`,
};
