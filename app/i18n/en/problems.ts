import type { AmountProblem } from '#app/domain/money.ts';
import type { LimitNumbers, NotHers } from '#app/domain/limits/decide.ts';
import type { GivenBefore } from '#app/domain/limits/given-before.ts';
import type { RemedyProblem } from '#app/domain/remedy/plan-bundle.ts';
import type { ReadProblem } from '#app/domain/remedy/plug.ts';
import type { RefundProblem } from '#app/domain/remedy/refund.ts';
import type { Money } from '#app/domain/money.ts';
import type { Role } from '#app/domain/people.ts';
import { cancellationProblem } from './cancellation.ts';
import { customProblem } from './custom.ts';
import { discountCodeProblem } from './discount-code.ts';
import { externalGiftProblem } from './external-gift.ts';
import { repairProblem } from './repair.ts';
import { vipPriceProblem } from './vip-price.ts';
import { replacementProblem } from './replacement.ts';
import { returnProblem } from './return.ts';
import { giftCardProblem } from './gift-card.ts';
import { storeCreditProblem, storeCreditTexts } from './store-credit.ts';
import { kindSaid, limitSaid, numbersSaid } from './limits.ts';
import { complaintNumber, remedyNames, rolesWords } from './words.ts';

/** Writes an amount for the reader; given by the screen, which knows her language. */
export type Print = (amount: Money) => string;

/** What was asked of Shopify and did not come: what it means, and what the reader can do. */
export function readProblem(problem: ReadProblem): { title: string; text: string } {
  switch (problem.kind) {
    case 'not_found':
      return {
        title: 'This order is not in your shop',
        text: 'It may have been deleted, or the address was mistyped. Search for it by number, name or e-mail.',
      };
    case 'missing_scope':
      return {
        title: 'Amends may not do this yet',
        text: `The shop has not given Amends the permission “${problem.scope}”. Ask the store owner to open Amends and accept it.`,
      };
    case 'uninstalled':
      return {
        title: 'Amends is no longer installed in this shop',
        text: 'Shopify has closed our access. Ask the store owner to install Amends again; nothing that was logged is lost.',
      };
    case 'unavailable':
      return {
        title: 'Shopify is not answering',
        text: 'Nothing is lost and nothing was given. Try again in a minute.',
      };
  }
}

/** Beside an amount field. `example` is a well written amount in the field's currency. */
export function amountProblem(problem: AmountProblem, example: string, currency: string): string {
  switch (problem) {
    case 'empty':
      return 'Enter an amount.';
    case 'not_a_number':
      return `Enter digits only, like ${example}.`;
    case 'decimal_comma':
      return `Is the comma a decimal point? Please write it as a point, like ${example}.`;
    case 'negative':
      return `An amount cannot be below zero. Write it without the minus, like ${example}.`;
    case 'zero':
      return 'Enter more than zero.';
    case 'too_precise':
      return `${currency} has no such small coins. Write it like ${example}.`;
    case 'too_large':
      return 'That is more than any order. Please check the digits.';
  }
}

/** Why this refund cannot be made, and what to do about it. */
export function refundProblem(problem: RefundProblem, print: Print): string {
  switch (problem.kind) {
    case 'nothing_asked':
      return 'Choose at least one item, shipping, or an amount.';
    case 'currency_differs':
      return `This order was paid in ${problem.expected}, so the refund must be in ${problem.expected}, not ${problem.got}. Reload the page.`;
    case 'unknown_line':
      return 'One of the items is no longer on the order. Reload the page and choose again.';
    case 'quantity_too_large':
      return problem.left === 0
        ? `${problem.title} has been refunded already.`
        : `Only ${problem.left} of ${problem.title} can still be refunded.`;
    case 'shipping_too_large':
      return problem.left.minor === 0
        ? 'No shipping is left to refund.'
        : `At most ${print(problem.left)} of shipping can still be refunded.`;
    case 'more_than_refundable':
      return problem.inFlight.minor > 0
        ? `At most ${print(problem.left)} can still be refunded: ${print(problem.inFlight)} is already on its way.`
        : `At most ${print(problem.left)} can still be refunded on this order.`;
    case 'nothing_refundable':
      return 'Everything that was paid on this order has been refunded already.';
    case 'no_store_credit':
      return problem.why === 'no_customer' ? storeCreditTexts.guest : storeCreditTexts.notUsable;
    case 'credit_out_of_range':
      return `Enter more than zero, and at most ${print(problem.most)}: that is the whole refund.`;
  }
}

export const openChargeback =
  'The customer’s bank has an open chargeback on this order. Anything given now could be given twice; settle the chargeback in Shopify first.';

/** Why a remedy cannot be given, of any kind. */
export function remedyProblem(problem: RemedyProblem, print: Print): string {
  switch (problem.of) {
    case 'order':
      return openChargeback;
    case 'refund':
      return refundProblem(problem.problem, print);
    case 'store_credit':
      return storeCreditProblem(problem.problem);
    case 'gift_card':
      return giftCardProblem(problem.problem, print);
    case 'replacement':
      return replacementProblem(problem.problem);
    case 'return':
      return returnProblem(problem.problem);
    case 'discount_code':
      return discountCodeProblem(problem.problem);
    case 'vip_price':
      return vipPriceProblem(problem.problem);
    case 'cancellation':
      return cancellationProblem(problem.problem);
    case 'repair':
      return repairProblem(problem.problem);
    case 'external_gift':
      return externalGiftProblem(problem.problem);
    case 'custom':
      return customProblem(problem.problem);
  }
}

export const onlyLeads = 'Only a lead or the store owner may give this.';
const onlyLeadsAgain = 'Only a lead or the store owner may give something more.';

/** What was given for the same before, a sentence each. */
export const givenBeforeWords = (before: readonly GivenBefore[], print: Print): string =>
  before.map((each) => givenBeforeSentence(each, print)).join(' ');

export function givenBeforeSentence(before: GivenBefore, print: Print): string {
  switch (before.kind) {
    case 'inquiry':
      return 'The customer’s bank is asking about this payment and may take the money back.';
    case 'refund_elsewhere':
      return `${print(before.amount)} was refunded outside of Amends.`;
    case 'other_complaint': {
      const { complaintNumber: number, remedy, amount } = before;
      const worth = amount.minor > 0 ? `, worth ${print(amount)}` : '';
      return `${complaintNumber(number)} on the same items was given: ${remedyNames[remedy].toLowerCase()}${worth}.`;
    }
  }
}

/** Why this person may not give it by herself, with the numbers, and what she can do. */
export function notAllowed(decision: NotHers, print: Print): string {
  const { role, why, check, numbers, verdict } = decision;
  switch (why) {
    case 'no_role':
      return noRole;
    case 'needs_lead':
      return onlyLeads;
    case 'given_before':
      return `${givenBeforeWords(decision.before, print)} ${onlyLeadsAgain}`;
    case 'second':
      return 'So much needs the yes of a second person.';
    case 'kind':
    case 'reason':
      return `${kindSaid(decision)} ${whoMay(decision)}`;
    case 'over_limit': {
      const said = check ? limitSaid(check, role, numbers.asked.currency, print) : '';
      return `${said} ${verdict === 'refused' ? whoMayMore[role] : whoMay(decision)}`;
    }
  }
}

/** Where more can be had, when somebody above may give it. */
const whoMay = (decision: NotHers): string =>
  decision.verdict === 'refused'
    ? 'Ask the store owner.'
    : decision.by === 'lead'
      ? 'Give less, or send it for approval.'
      : 'Give less, or send it to the store owner for approval.';

const whoMayMore: Record<Role, string> = {
  none: '',
  agent: 'Give less, or ask the store owner.',
  lead: 'Give less, or ask the store owner.',
  owner: 'Give less, or raise the limit in Settings.',
};

/** What is left of the limit that binds, said before anything is asked. */
export function limitLeft(role: Role, numbers: LimitNumbers, print: Print): string {
  if (role === 'none') return noRole;
  const said = numbersSaid(numbers, role, print);
  return said ?? `${rolesWords[role]} have no limit on one case. ${print(numbers.given)} given so far.`;
}

export const noRole = 'You have no role in Amends yet. Ask the store owner to give you one in Settings.';
export const pageOutOfDate = 'This page is out of date. Reload it and try again.';
export const tooManyRemedies = (most: number) => `At most ${most} remedies can be given in one decision.`;
export const requestReused = 'This form was already used for something else. Look at the state above, then try again.';
export const notReached =
  'We could not reach Amends, so we do not know whether this arrived. Try again: the same request is never carried out twice.';
export const notSaved = 'Something went wrong on our side. What you typed is still here: try again in a moment.';
export const tryAgain = 'Try again';
