/** Shared parts of the tests of discounts and segments. */
import { ask, type CodedErrors } from './benefits.ts';
import type { Desk } from './harness.ts';

let number = 0;

/** A code that no other test uses. */
export function freshCode(): string {
  number += 1;
  return `SORRY-${Date.now().toString(36).toUpperCase()}-${number}`;
}

/** Input of a code for everybody: 10 % off the whole order, since yesterday. */
export function tenPercent(more: object = {}): Record<string, unknown> {
  const code = freshCode();
  return {
    title: code,
    code,
    startsAt: '2026-01-01T00:00:00Z',
    context: { all: 'ALL' },
    customerGets: { value: { percentage: 0.1 }, items: { all: true } },
    ...more,
  };
}

const FIELDS = `__typename ... on DiscountCodeBasic {
  title status summary startsAt endsAt asyncUsageCount usageLimit appliesOncePerCustomer discountClasses tags
  combinesWith { productDiscounts orderDiscounts shippingDiscounts }
  codes(first: 2) { nodes { id code asyncUsageCount } }
  context { __typename ... on DiscountBuyerSelectionAll { all } ... on DiscountCustomers { customers { id } }
    ... on DiscountCustomerSegments { segments { id name } } }
  customerGets { value { __typename ... on DiscountPercentage { percentage }
    ... on DiscountAmount { amount { amount currencyCode } appliesOnEachItem } } items { __typename } }
  minimumRequirement { __typename ... on DiscountMinimumSubtotal { greaterThanOrEqualToSubtotal { amount currencyCode } }
    ... on DiscountMinimumQuantity { greaterThanOrEqualToQuantity } }
}`;

const ERRORS = 'userErrors { field message code extraInfo }';

const NODE = `codeDiscountNode { id codeDiscount { ${FIELDS} } } ${ERRORS}`;

export const CREATE = `mutation ($input: DiscountCodeBasicInput!) { result: discountCodeBasicCreate(basicCodeDiscount: $input) { ${NODE} } }`;
export const UPDATE = `mutation ($id: ID!, $input: DiscountCodeBasicInput!) { result: discountCodeBasicUpdate(id: $id, basicCodeDiscount: $input) { ${NODE} } }`;
export const ACTIVATE = `mutation ($id: ID!) { result: discountCodeActivate(id: $id) { ${NODE} } }`;
export const DEACTIVATE = `mutation ($id: ID!) { result: discountCodeDeactivate(id: $id) { ${NODE} } }`;
export const DELETE = `mutation ($id: ID!) { result: discountCodeDelete(id: $id) { deletedCodeDiscountId ${ERRORS} } }`;
export const AUTOMATIC = `mutation ($input: DiscountAutomaticBasicInput!) { result: discountAutomaticBasicCreate(automaticBasicDiscount: $input) {
  automaticDiscountNode { id automaticDiscount { ... on DiscountAutomaticBasic { title status summary
    context { ... on DiscountCustomers { customers { id } } ... on DiscountCustomerSegments { segments { id name } } } } } } ${ERRORS} } }`;
export const FREE_SHIPPING = `mutation ($input: DiscountCodeFreeShippingInput!) { result: discountCodeFreeShippingCreate(freeShippingCodeDiscount: $input) {
  codeDiscountNode { id codeDiscount { ... on DiscountCodeFreeShipping { status summary discountClasses appliesOncePerCustomer usageLimit
    destinationSelection { __typename ... on DiscountCountries { countries includeRestOfWorld } }
    maximumShippingPrice { amount } codes(first: 1) { nodes { code } } } } } ${ERRORS} } }`;

export type Basic = {
  title: string;
  status: string;
  summary: string;
  startsAt: string;
  endsAt: string | null;
  asyncUsageCount: number;
  codes: { nodes: { id: string; code: string }[] };
  context: object;
};

export type Result = {
  codeDiscountNode: { id: string; codeDiscount: Basic } | null;
  automaticDiscountNode?: { id: string; automaticDiscount: Basic } | null;
  userErrors: (CodedErrors[number] & { extraInfo: null })[];
};

/** Sends one of the mutations above. */
export async function change(desk: Desk, mutation: string, variables: object): Promise<Result> {
  return (await ask<{ result: Result }>(desk, mutation, variables)).result;
}

/** A code that works; answers its id and what the shop made of it. */
export async function newCode(desk: Desk, more: object = {}): Promise<{ id: string; code: string; discount: Basic }> {
  const { codeDiscountNode, userErrors } = await change(desk, CREATE, { input: tenPercent(more) });
  if (codeDiscountNode === null) throw new Error(JSON.stringify(userErrors));
  const discount = codeDiscountNode.codeDiscount;
  return { id: codeDiscountNode.id, code: discount.codes.nodes[0]?.code ?? '', discount };
}

/** A standing discount that applies by itself. */
export async function newAutomatic(desk: Desk, more: object = {}): Promise<string> {
  const { code: _none, ...input } = tenPercent(more);
  const { automaticDiscountNode, userErrors } = await change(desk, AUTOMATIC, { input });
  if (automaticDiscountNode == null) throw new Error(JSON.stringify(userErrors));
  return automaticDiscountNode.id;
}

/** A segment; answers its id. */
export async function newSegment(desk: Desk, query: string): Promise<string> {
  const mutation = `mutation ($name: String!, $query: String!) { segmentCreate(name: $name, query: $query) { segment { id } userErrors { message } } }`;
  const data = await ask<{ segmentCreate: { segment: { id: string } | null } }>(desk, mutation, {
    name: freshCode(),
    query,
  });
  if (data.segmentCreate.segment === null) throw new Error('no segment was made');
  return data.segmentCreate.segment.id;
}
