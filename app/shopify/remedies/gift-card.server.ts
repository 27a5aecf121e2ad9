import type { OrderId } from '#app/domain/ids.ts';
import { subtract, toDecimal } from '#app/domain/money.ts';
import { missingForGiftCards } from '#app/domain/remedy/gift-card.ts';
import type { GiftCardFacts, GiftCardPlan, GiftCardProof } from '#app/domain/remedy/gift-card.ts';
import type { Found, IssueOutcome, ReadProblem, RemedyCalls, Step, WithCase } from '#app/domain/remedy/plug.ts';
import { err, ok } from '#app/domain/result.ts';
import type { Result } from '#app/domain/result.ts';
import {
  DeactivateGiftCardDocument,
  IssueGiftCardDocument,
  NewestGiftCardsDocument,
  ReadGiftCardFactsDocument,
  SendGiftCardDocument,
  WatchGiftCardDocument,
} from '#app/types/admin.generated.ts';
import type { FoundGiftCardFragment } from '#app/types/admin.generated.ts';
import { codePrint, giftCardCode } from '../gift-card-code.server.ts';
import { fromGid, toGid } from '../gid.ts';
import { readBasis } from '../map-basis.ts';
import { readMoney, writeMoney } from '../map-money.ts';
import { markerOf, readMarker } from '../map-refund.ts';
import { readProblem } from '../read-problem.ts';
import { call, read } from '../transport.server.ts';
import type { TransportOptions } from '../transport.server.ts';
import { notDone, notLooked } from './not-done.ts';

const writeScope = 'write_gift_cards';

/** Whether the shop may make cards and the customer can be sent one (one read). */
async function readFacts(
  options: TransportOptions,
  orderId: OrderId,
): Promise<Result<Omit<GiftCardFacts, keyof WithCase>, ReadProblem>> {
  const end = await read(options, ReadGiftCardFactsDocument, { id: toGid('Order', orderId) });
  if (end.kind !== 'answered') return err(readProblem(end));
  const { order, shop, currentAppInstallation, giftCardConfiguration } = end.data;
  if (!order) return err({ kind: 'not_found' });
  const { customer } = order;
  return ok({
    ...readBasis(orderId, order),
    timeZone: shop.ianaTimezone,
    missingScopes: missingForGiftCards(currentAppInstallation.accessScopes.map((scope) => scope.handle)),
    reachable: Boolean(customer?.defaultEmailAddress ?? customer?.defaultPhoneNumber),
    most: readMoney(giftCardConfiguration.issueLimit),
  });
}

// Shopify's clock and ours may differ by so much.
const clockMarginMs = 15 * 60 * 1000;

/**
 * Makes the card, then has Shopify send it to the customer. The code is derived from the remedy, so a second card is
 * refused; should the secret have changed since the first try, no second code is tried.
 */
async function execute(options: TransportOptions, step: Step<'gift_card'>): Promise<IssueOutcome<'gift_card'>> {
  const { plan, identity, progress, now, remember } = step;
  const code = giftCardCode(options.codeSecret, options.shopId, identity.remedyId);
  const print = codePrint(code);
  if (progress['codePrint'] === undefined) {
    await remember({ codePrint: print, since: new Date(now.getTime() - clockMarginMs).toISOString() });
  } else if (progress['codePrint'] !== print) {
    return { outcome: 'unknown', detail: 'the secret of the codes has changed since the first try' };
  }
  const end = await call(options, IssueGiftCardDocument, { input: cardInput(plan, step, code) });
  if (end.kind !== 'answered') return notDone(end, writeScope);
  const payload = end.data.giftCardCreate;
  const errors = payload?.userErrors ?? [];
  if (errors.some(isTaken)) return findTaken(options, step);
  if (errors.length > 0)
    return { outcome: 'refused', code: 'user_errors', messages: errors.map((error) => error.message) };
  if (!payload?.giftCard) return { outcome: 'unknown', detail: 'an answer without a gift card' };
  const notice = await send(options, fromGid(payload.giftCard.id));
  if (notice === 'sent') await remember({ notice });
  return { outcome: 'succeeded', found: found(payload.giftCard, notice) };
}

const cardInput = ({ customerId, amount, expiresOn }: GiftCardPlan, { identity }: Step<'gift_card'>, code: string) => ({
  code,
  customerId: toGid('Customer', customerId),
  initialAmount: writeMoney(amount),
  expiresOn,
  note: `C-${identity.complaintNumber} ${markerOf(identity.remedyId)}`,
});

// Recorded without a code, although the enum has TAKEN [W].
const isTaken = ({ code, message }: { code: string | null; message: string }): boolean =>
  code === 'TAKEN' || /already been taken/i.test(message);

/** Somebody has a card with this code, and only we can derive it: an earlier try made it. */
async function findTaken(options: TransportOptions, step: Step<'gift_card'>): Promise<IssueOutcome<'gift_card'>> {
  const card = await findExisting(options, step);
  if (card.ok && card.value) return { outcome: 'succeeded', found: card.value };
  // From here on nobody may say that there is no card.
  await step.remember({ codeTaken: 'yes' });
  const why = card.ok ? 'it is not among the newest cards' : card.error.kind;
  return { outcome: 'unknown', detail: `the code is taken, and the card cannot be seen: ${why}` };
}

/** Has Shopify tell the customer her code. Told twice, she has the same card twice in her mail, and no second one. */
async function send(options: TransportOptions, giftCardId: string): Promise<GiftCardProof['notice']> {
  const end = await call(options, SendGiftCardDocument, { id: toGid('GiftCard', giftCardId) });
  if (end.kind !== 'answered') return 'not_sent';
  const errors = end.data.giftCardSendNotificationToCustomer?.userErrors ?? [];
  return errors.length === 0 ? 'sent' : { refused: errors.map((error) => error.message).join(' ') };
}

/** The card has arrived when the customer has been told of it, or cannot be. */
function found(card: FoundGiftCardFragment, notice: GiftCardProof['notice']): Found<'gift_card'> {
  const giftCardId = fromGid(card.id);
  const proof: GiftCardProof = {
    giftCardId,
    lastCharacters: card.lastCharacters,
    amount: readMoney(card.initialValue),
    balance: readMoney(card.balance),
    expiresOn: card.expiresOn,
    createdAt: card.createdAt,
    notice,
  };
  const told = notice === 'not_sent' ? 'issued' : 'settled';
  return { externalId: giftCardId, standing: card.deactivatedAt === null ? told : 'undone', proof };
}

const noticeOf = ({ progress }: Step<'gift_card'>): GiftCardProof['notice'] =>
  progress['notice'] === 'sent' ? 'sent' : 'not_sent';

const mostPages = 40;

/** The card with our marker in its note, or with all else that is ours, among those made since the first try. */
async function findExisting(
  options: TransportOptions,
  step: Step<'gift_card'>,
): Promise<Result<Found<'gift_card'> | null, ReadProblem>> {
  if (step.externalId !== null) return watch(options, step);
  const since = step.progress['since'];
  // It is committed before the first call: without it none was made.
  if (since === undefined) return ok(null);
  let after: string | null = null;
  for (let read = 0; read < mostPages; read += 1) {
    const page = await readPage(options, after);
    if (!page.ok) return page;
    const { cards, next } = page.value;
    const ours = cards.find((card) => isOurs(options, step, card));
    if (ours) return ok(found(ours, noticeOf(step)));
    const oldest = cards.at(-1);
    if (!oldest || next === null || Date.parse(oldest.createdAt) < Date.parse(since)) {
      if (step.progress['codeTaken'] === undefined) return ok(null);
      return err({ kind: 'unavailable', detail: 'the code is taken, and the card is not shown' });
    }
    after = next;
  }
  return err({ kind: 'unavailable', detail: 'more gift cards than are read' });
}

async function readPage(
  options: TransportOptions,
  after: string | null,
): Promise<Result<{ cards: readonly FoundGiftCardFragment[]; next: string | null }, ReadProblem>> {
  const end = await read(options, NewestGiftCardsDocument, { after });
  if (end.kind !== 'answered') return err(readProblem(end));
  const { nodes, pageInfo } = end.data.giftCards;
  return ok({ cards: nodes, next: pageInfo.hasNextPage ? pageInfo.endCursor : null });
}

/** By the note, which staff may have changed; else by the end of the code, the amount and the customer together. */
function isOurs(
  { codeSecret, shopId }: TransportOptions,
  { plan, identity }: Step<'gift_card'>,
  card: FoundGiftCardFragment,
): boolean {
  if (readMarker(card.note) === identity.remedyId) return true;
  const { minor, currency } = readMoney(card.initialValue);
  return (
    giftCardCode(codeSecret, shopId, identity.remedyId).endsWith(card.lastCharacters.toLowerCase()) &&
    minor === plan.amount.minor &&
    currency === plan.amount.currency &&
    card.customer?.id === toGid('Customer', plan.customerId)
  );
}

async function readCard(
  options: TransportOptions,
  externalId: string,
): Promise<Result<FoundGiftCardFragment | null, ReadProblem>> {
  const end = await read(options, WatchGiftCardDocument, { id: toGid('GiftCard', externalId) });
  return end.kind === 'answered' ? ok(end.data.giftCard) : err(readProblem(end));
}

/** Follows the card; where the customer has not been told of it yet, has Shopify tell her. */
async function watch(
  options: TransportOptions,
  step: Step<'gift_card'>,
): Promise<Result<Found<'gift_card'> | null, ReadProblem>> {
  if (step.externalId === null) return ok(null);
  const card = await readCard(options, step.externalId);
  if (!card.ok || !card.value) return card.ok ? ok(null) : card;
  const told = noticeOf(step) === 'sent' || card.value.deactivatedAt !== null;
  return ok(found(card.value, told ? 'sent' : await send(options, step.externalId)));
}

/** Switches the card off for good, as long as nothing of it is spent. */
async function undo(options: TransportOptions, step: Step<'gift_card'>): Promise<IssueOutcome<'gift_card'>> {
  const { externalId } = step;
  const card = externalId === null ? ok(null) : await readCard(options, externalId);
  if (!card.ok) return notLooked(card.error, writeScope);
  if (externalId === null || !card.value) return { outcome: 'unknown', detail: 'the gift card cannot be found' };
  if (card.value.deactivatedAt !== null) return { outcome: 'succeeded', found: found(card.value, noticeOf(step)) };
  const spent = subtract(readMoney(card.value.initialValue), readMoney(card.value.balance));
  if (spent.minor > 0) {
    const text = `${toDecimal(spent)} ${spent.currency} of the gift card has been spent already, so it cannot be taken back.`;
    return { outcome: 'refused', code: 'invalid', messages: [text] };
  }
  const end = await call(options, DeactivateGiftCardDocument, { id: toGid('GiftCard', externalId) });
  if (end.kind !== 'answered') return notDone(end, writeScope);
  const payload = end.data.giftCardDeactivate;
  const messages = payload?.userErrors.map((error) => error.message) ?? [];
  if (messages.length > 0) return { outcome: 'refused', code: 'user_errors', messages };
  if (!payload?.giftCard) return { outcome: 'unknown', detail: 'an answer without a gift card' };
  return { outcome: 'succeeded', found: found(payload.giftCard, noticeOf(step)) };
}

/** A gift card by `giftCardCreate`, with a code that Shopify takes once. */
export const giftCardCalls = (options: TransportOptions): RemedyCalls<'gift_card'> => ({
  read: (orderId) => readFacts(options, orderId),
  execute: (step) => execute(options, step),
  findExisting: (step) => findExisting(options, step),
  watch: (step) => watch(options, step),
  undo: (step) => undo(options, step),
});
