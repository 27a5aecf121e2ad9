/** The screen of the budgets, the brakes and the emergency stop. */
export const budgetsTexts = {
  title: 'Budgets and emergency stop',
  back: 'Settings',
  now: 'Used and left',
  nowWhy: 'Held: decided, and not certain to have arrived. Given: has arrived.',
  rows: { day: 'Today', dayCost: 'Today, at cost', month: 'This month', monthCost: 'This month, at cost' },
  figures: (given: string, held: string, budget: { left: string; most: string } | null) =>
    budget === null
      ? `${given} given, ${held} held. No budget is set.`
      : `${given} given, ${held} held, ${budget.left} left of ${budget.most}.`,
  brakes: (hour: string, hours24: string) => `In the last hour: ${hour}. In the last 24 hours: ${hours24}.`,
  counted: (amount: string, remedies: string) => `${amount} in ${remedies}`,
  most: (who: string) => `Most today: ${who}.`,
  budgets: 'Budgets',
  budgetsWhy:
    'What the whole shop may give. Nobody can give past these, whatever their role; an owner has to raise them first. “At cost” counts goods at what they cost you, not at their price.',
  brakesTitle: 'Brakes',
  brakesWhy: 'They stop a mistake that repeats itself, long before a day is used up.',
};
