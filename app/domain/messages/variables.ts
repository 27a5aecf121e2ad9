/**
 * What a text can have filled in, written `{{order}}`. Values are words ready to stand in a sentence of the customer's
 * language; what is not known has none, and a text that needs it cannot be sent.
 */
export const variableNames = [
  'greeting',
  'customer',
  'order',
  'order_date',
  'items',
  'complaint',
  'due',
  'remedy',
  'remedies',
  'what',
  'amount',
  'payment',
  'arrival',
  'code',
  'worth',
  'valid_until',
  'tracking',
  'carrier',
  'last_scan',
  'expected',
  'delivered',
  'restock',
  'alternative',
  'label',
  'finding',
  'agent',
  'shop',
] as const;

export type VariableName = (typeof variableNames)[number];

/** By name; absent = not known. */
export type VariableValues = Partial<Record<VariableName, string>>;

export const isVariable = (name: string): name is VariableName => variableNames.some((each) => each === name);
