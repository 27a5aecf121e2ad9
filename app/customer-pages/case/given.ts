/** What a customer is given, in her words: a title, where it stands, and what she needs for it. */
import type { Language } from '#app/domain/language.ts';
import type { ToldParcel, ToldState, ToldThing } from '#app/domain/remedy/told-to-customer.ts';
import { givenWords } from '#app/i18n/customer/given/texts.ts';
import type { GivenWords } from '#app/i18n/customer/given/words.ts';
import type { Writer } from '../written.ts';

export type SaidOfGiven = {
  title: string;
  /** Sentences, in the order in which they are read. */
  lines: string[];
  /** What she copies, with what it is called. */
  code: { label: string; text: string } | null;
  links: { label: string; address: string }[];
};

type Given = { thing: ToldThing; state: ToldState };
/** What else there is to say once it exists. */
type More = Partial<Omit<SaidOfGiven, 'title'>>;
type Speaker = { words: GivenWords; write: Writer; arrived: boolean; today: string };

/**
 * Puts what is given into words.
 * @param over nothing else will follow
 */
export function sayGiven(
  { thing, state }: Given,
  { language, write, today, over }: { language: Language; write: Writer; today: string; over: boolean },
): SaidOfGiven {
  const words = givenWords[language];
  const title = titleOf(thing, words, write);
  const nothing = { title, code: null, links: [] };
  switch (state) {
    case 'preparing':
      return { ...nothing, lines: [words.preparing] };
    case 'not_possible':
      return { ...nothing, lines: [over ? words.notPossibleOver : words.notPossible] };
    case 'being_taken_back':
      return { ...nothing, lines: [words.beingTakenBack] };
    case 'taken_back':
      return { ...nothing, lines: [words.takenBack] };
    case 'on_its_way':
    case 'arrived': {
      const more = moreOf(thing, { words, write, arrived: state === 'arrived', today });
      return { title, lines: more.lines ?? [], code: more.code ?? null, links: more.links ?? [] };
    }
  }
}

function titleOf(thing: ToldThing, words: GivenWords, write: Writer): string {
  switch (thing.kind) {
    case 'refund':
      return words.refund.title(write.money(thing.amount));
    case 'cancellation':
      return words.cancellation.title(thing.order);
    case 'replacement':
      return words.replacement.title(write.items(thing.items));
    case 'discount_code': {
      const { value } = thing;
      if (value.of === 'amount') return words.discountCode.amount(write.money(value.amount));
      if (value.of === 'percent') return words.discountCode.percent(write.percent(value.percent));
      return value.upTo ? words.discountCode.shippingUpTo(write.money(value.upTo)) : words.discountCode.shipping;
    }
    case 'vip_price':
      return words.vipPrice.title(write.percent(thing.percent));
    case 'store_credit':
      return words.storeCredit.title(write.money(thing.amount));
    case 'gift_card':
      return words.giftCard.title(write.money(thing.amount));
    case 'return':
      return words.return.title(write.items(thing.items));
    case 'repair':
      return words.repair.title(write.items(thing.items));
    case 'external_gift':
      return words.gift.title(thing.what);
    case 'custom':
      return words.custom.title(thing.what);
  }
}

function moreOf(thing: ToldThing, speaker: Speaker): More {
  const { words, write, arrived } = speaker;
  switch (thing.kind) {
    case 'refund':
      return { lines: refundLines(thing, speaker) };
    case 'cancellation': {
      const { done, refundOnItsWay, refundArrived } = words.cancellation;
      const { refund } = thing;
      return {
        lines: [done, ...(refund ? [(arrived ? refundArrived : refundOnItsWay)(write.money(refund))] : [])],
      };
    }
    case 'replacement': {
      const parcels = parcelsOf(thing.parcels, words);
      if (arrived) return { ...parcels, lines: [words.replacement.arrived, ...parcels.lines] };
      return { ...parcels, lines: [words.replacement.onItsWay(thing.order ?? ''), ...parcels.lines] };
    }
    case 'discount_code':
      return codeSaid(thing, speaker);
    case 'vip_price':
      return { lines: [words.vipPrice.ready] };
    case 'store_credit': {
      const { ready, onItsWay } = words.storeCredit;
      return { lines: [arrived ? ready : onItsWay, words.validThrough(write.day(thing.validThrough))] };
    }
    case 'gift_card': {
      const { ready, onItsWay } = words.giftCard;
      const where = arrived && thing.lastCharacters !== null ? ready(thing.lastCharacters) : onItsWay;
      return { lines: [where, words.validThrough(write.day(thing.validThrough))] };
    }
    case 'return':
      return arrived ? { lines: [words.return.arrived, ...exchangeOf(thing, speaker)] } : toSendBack(thing, speaker);
    case 'repair': {
      if (arrived) return { lines: [words.repair.arrived] };
      const parcels = parcelsOf(thing.parcel ? [thing.parcel] : [], words);
      const lines = [words.repair.onItsWay(thing.partner, write.day(thing.by)), ...labelOf(thing.label, words)];
      return { lines: [...lines, ...parcels.lines], links: linkTo(thing.label, words.return.label) };
    }
    case 'external_gift': {
      const parcels = parcelsOf(thing.parcel ? [thing.parcel] : [], words);
      const says = arrived ? words.gift.arrived : words.gift.onItsWay(write.day(thing.by));
      return { lines: [says, ...parcels.lines] };
    }
    case 'custom':
      return { lines: [arrived ? words.custom.arrived : words.custom.onItsWay(write.day(thing.by))] };
  }
}

type Of<K extends ToldThing['kind']> = Extract<ToldThing, { kind: K }>;

function refundLines({ goes, credit, at }: Of<'refund'>, { words, write, arrived }: Speaker): string[] {
  const { refund } = words;
  const payment = arrived && at !== null ? refund.paymentArrived(write.day(new Date(at))) : refund.paymentOnItsWay;
  switch (goes) {
    case 'payment':
      return [payment];
    case 'by_hand':
      return [refund.byHand];
    case 'store_credit':
      return [arrived ? refund.creditArrived : refund.creditOnItsWay];
    case 'both':
      return [...(credit ? [refund.ofItCredit(write.money(credit))] : []), payment];
  }
}

function codeSaid(thing: Of<'discount_code'>, { words, write, arrived, today }: Speaker): More {
  const { discountCode } = words;
  const { code, minimum, validThrough, used } = thing;
  if (used) return { lines: [discountCode.used] };
  if (validThrough < today) return { lines: [discountCode.over(write.day(validThrough))] };
  return {
    lines: [
      arrived ? discountCode.ready : discountCode.soon,
      ...(minimum ? [discountCode.minimum(write.money(minimum))] : []),
      words.validThrough(write.day(validThrough)),
    ],
    code: code === null ? null : { label: discountCode.code, text: code },
  };
}

const exchangeOf = ({ exchange }: Of<'return'>, { words, write }: Speaker): string[] =>
  exchange.length > 0 ? [words.return.exchange(write.items(exchange))] : [];

function toSendBack(thing: Of<'return'>, speaker: Speaker): More {
  const { words } = speaker;
  const { label, note } = thing;
  const number = label.is === 'made' && label.number !== null ? [words.return.labelNumber(label.number)] : [];
  const later = label.is === 'later' ? [words.return.labelLater] : [];
  const own = label.is === 'own_cost' ? [words.return.ownCost] : [];
  const typed = note.trim() === '' ? [] : [note.trim()];
  return {
    lines: [words.return.send, ...number, ...later, ...own, ...exchangeOf(thing, speaker), ...typed],
    links: label.is === 'made' && label.url !== null ? linkTo(label.url, words.return.label) : [],
  };
}

/** Of a label that is an address on the web, or a number. */
const labelOf = (label: string, words: GivenWords): string[] =>
  label === '' || webAddress(label) !== null ? [] : [words.return.labelNumber(label)];

function parcelsOf(
  parcels: readonly ToldParcel[],
  words: GivenWords,
): { lines: string[]; links: SaidOfGiven['links'] } {
  return {
    lines: parcels
      .filter(({ carrier, number }) => carrier ?? number)
      .map((one) => words.parcel(one.carrier, one.number)),
    links: parcels.flatMap(({ url }) => (url === null ? [] : linkTo(url, words.follow))),
  };
}

const linkTo = (address: string, label: string): SaidOfGiven['links'] => {
  const web = webAddress(address);
  return web === null ? [] : [{ label, address: web }];
};

/** The text, where it is an address on the web: what people typed may be anything. */
function webAddress(text: string): string | null {
  const url = URL.parse(text);
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? url.href : null;
}
