import type { Language } from '#app/domain/language.ts';
import type { PaymentWay } from '#app/domain/messages/refund-arrival.ts';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';

/*
 * Words that are put into a text to a customer as the value of a variable: ready to stand in a sentence. Names are never
 * bent: Polish, Czech and Ukrainian would need the vocative, which no program gets right, so there the greeting has none.
 */

const isCyrillic = (name: string): boolean => /^[\p{Script=Cyrillic}'’ .-]+$/u.test(name);

/** How a letter begins. @param name as the shop has it; its first word is used where the language takes it as it is */
export const greetingTo: Record<Language, (name: string | null) => string> = {
  en: (name) => (name === null ? 'Hello,' : `Hello ${firstWord(name)},`),
  uk: () => 'Добрий день!',
  pl: () => 'Dzień dobry!',
  cs: () => 'Dobrý den,',
  // Russian addresses people in the nominative; a name in Latin letters would look foreign in the line.
  ru: (name) => (name === null || !isCyrillic(name) ? 'Здравствуйте!' : `Здравствуйте, ${firstWord(name)}!`),
};

const firstWord = (name: string): string => name.trim().split(/\s+/)[0] ?? name;

type Arrival = { usually: number; most: number; by: string };

/** After "the money arrives": when. `by` is a written day. */
export const arrivalSaid: Record<Language, (arrival: Arrival) => string> = {
  en: ({ usually, most, by }) =>
    most === 0 ? 'at once' : `within ${usually} to ${most} working days, by ${by} at the latest`,
  uk: ({ usually, most, by }) => (most === 0 ? 'одразу' : `за ${usually}–${most} робочих днів, найпізніше ${by}`),
  pl: ({ usually, most, by }) =>
    most === 0 ? 'od razu' : `w ciągu ${usually}–${most} dni roboczych, najpóźniej ${by}`,
  cs: ({ usually, most, by }) => (most === 0 ? 'hned' : `za ${usually} až ${most} pracovních dní, nejpozději ${by}`),
  ru: ({ usually, most, by }) => (most === 0 ? 'сразу' : `за ${usually}–${most} рабочих дней, самое позднее ${by}`),
};

/** How she paid, in brackets. */
export const paymentSaid: Record<Language, Record<PaymentWay, string>> = {
  en: said('card', 'store credit', 'gift card', 'the payment method of the order'),
  uk: said('картка', 'кредит у крамниці', 'подарункова картка', 'спосіб оплати замовлення'),
  pl: said('karta', 'środki w sklepie', 'karta podarunkowa', 'sposób płatności za zamówienie'),
  cs: said('karta', 'kredit v obchodě', 'dárková karta', 'způsob platby objednávky'),
  ru: said('карта', 'кредит в магазине', 'подарочная карта', 'способ оплаты заказа'),
};

function said(card: string, credit: string, giftCard: string, other: string): Record<PaymentWay, string> {
  return { card, paypal: 'PayPal', klarna: 'Klarna', blik: 'BLIK', store_credit: credit, gift_card: giftCard, other };
}

/** What a code or a price of her own is worth. `amount` is written money, `percent` whole. */
export const worthSaid: Record<
  Language,
  { percent: (percent: number) => string; amount: (amount: string) => string; freeShipping: string }
> = {
  en: {
    percent: (percent) => `${percent}% off`,
    amount: (amount) => `${amount} off`,
    freeShipping: 'free shipping',
  },
  uk: {
    percent: (percent) => `знижка ${percent} %`,
    amount: (amount) => `знижка ${amount}`,
    freeShipping: 'безкоштовна доставка',
  },
  pl: {
    percent: (percent) => `rabat ${percent}%`,
    amount: (amount) => `rabat ${amount}`,
    freeShipping: 'darmowa dostawa',
  },
  cs: {
    percent: (percent) => `sleva ${percent} %`,
    amount: (amount) => `sleva ${amount}`,
    freeShipping: 'doprava zdarma',
  },
  ru: {
    percent: (percent) => `скидка ${percent} %`,
    amount: (amount) => `скидка ${amount}`,
    freeShipping: 'бесплатная доставка',
  },
};

/** After "valid until:", for what does not expire. */
export const noEndSaid: Record<Language, string> = {
  en: 'no end date',
  uk: 'без обмеження',
  pl: 'bezterminowo',
  cs: 'bez omezení',
  ru: 'без ограничения',
};

type Given = { amount: string; what: string; code: string; worth: string };

/** What was given, as a sentence of its own after a colon. */
export const remedySaid: Record<Language, Record<RemedyKind, (given: Given) => string>> = {
  en: {
    refund: ({ amount }) => `we have refunded ${amount}.`,
    cancellation: ({ amount }) => `we have cancelled the order and refunded ${amount}.`,
    replacement: ({ what }) => `you get a replacement free of charge (${what}).`,
    discount_code: ({ code, worth }) => `you get the code ${code} for your next order (${worth}).`,
    vip_price: ({ worth }) => `you have your own price in our shop (${worth}).`,
    store_credit: ({ amount }) => `we have put ${amount} of credit on your account in our shop.`,
    gift_card: ({ amount }) => `you get a gift card of ${amount}.`,
    return: () => 'you can send the item back at our cost.',
    repair: ({ what }) => `we have it repaired at our cost (${what}).`,
    external_gift: ({ what }) => `you get a small present from us (${what}).`,
    custom: ({ what }) => what,
  },
  uk: {
    refund: ({ amount }) => `ми повернули вам ${amount}.`,
    cancellation: ({ amount }) => `ми скасували замовлення й повернули ${amount}.`,
    replacement: ({ what }) => `безкоштовно надсилаємо вам заміну (${what}).`,
    discount_code: ({ code, worth }) => `код ${code} на наступне замовлення (${worth}).`,
    vip_price: ({ worth }) => `у нашій крамниці для вас діє своя ціна (${worth}).`,
    store_credit: ({ amount }) => `ми зарахували ${amount} на ваш рахунок у крамниці.`,
    gift_card: ({ amount }) => `подарункова картка на ${amount}.`,
    return: () => 'товар можна надіслати назад за наш рахунок.',
    repair: ({ what }) => `ми віддаємо товар у ремонт за наш рахунок (${what}).`,
    external_gift: ({ what }) => `невеликий подарунок від нас (${what}).`,
    custom: ({ what }) => what,
  },
  pl: {
    refund: ({ amount }) => `zwróciliśmy ${amount}.`,
    cancellation: ({ amount }) => `anulowaliśmy zamówienie i zwróciliśmy ${amount}.`,
    replacement: ({ what }) => `bezpłatnie wysyłamy nowy produkt (${what}).`,
    discount_code: ({ code, worth }) => `kod ${code} na następne zamówienie (${worth}).`,
    vip_price: ({ worth }) => `w naszym sklepie obowiązuje indywidualna cena (${worth}).`,
    store_credit: ({ amount }) => `na koncie w sklepie jest ${amount} do wykorzystania.`,
    gift_card: ({ amount }) => `karta podarunkowa o wartości ${amount}.`,
    return: () => 'produkt można odesłać na nasz koszt.',
    repair: ({ what }) => `oddajemy produkt do naprawy na nasz koszt (${what}).`,
    external_gift: ({ what }) => `drobny upominek od nas (${what}).`,
    custom: ({ what }) => what,
  },
  cs: {
    refund: ({ amount }) => `vrátili jsme vám ${amount}.`,
    cancellation: ({ amount }) => `objednávku jsme zrušili a vrátili jsme ${amount}.`,
    replacement: ({ what }) => `zdarma vám posíláme náhradu (${what}).`,
    discount_code: ({ code, worth }) => `kód ${code} na příští objednávku (${worth}).`,
    vip_price: ({ worth }) => `v našem obchodě máte vlastní cenu (${worth}).`,
    store_credit: ({ amount }) => `na váš účet v obchodě jsme připsali ${amount}.`,
    gift_card: ({ amount }) => `dárková karta v hodnotě ${amount}.`,
    return: () => 'zboží můžete poslat zpět na naše náklady.',
    repair: ({ what }) => `necháme zboží opravit na naše náklady (${what}).`,
    external_gift: ({ what }) => `malý dárek od nás (${what}).`,
    custom: ({ what }) => what,
  },
  ru: {
    refund: ({ amount }) => `мы вернули вам ${amount}.`,
    cancellation: ({ amount }) => `мы отменили заказ и вернули ${amount}.`,
    replacement: ({ what }) => `бесплатно отправляем вам замену (${what}).`,
    discount_code: ({ code, worth }) => `код ${code} на следующий заказ (${worth}).`,
    vip_price: ({ worth }) => `в нашем магазине для вас действует своя цена (${worth}).`,
    store_credit: ({ amount }) => `мы зачислили ${amount} на ваш счёт в магазине.`,
    gift_card: ({ amount }) => `подарочная карта на ${amount}.`,
    return: () => 'товар можно отправить обратно за наш счёт.',
    repair: ({ what }) => `мы отдаём товар в ремонт за наш счёт (${what}).`,
    external_gift: ({ what }) => `небольшой подарок от нас (${what}).`,
    custom: ({ what }) => what,
  },
};

/** What is known of something that was given, as sentences after the one that names it. */
export const detailSaid: Record<
  Language,
  { arrives: (arrival: string) => string; validUntil: (day: string) => string; leaves: (day: string) => string }
> = {
  en: {
    arrives: (arrival) => `The money arrives ${arrival}.`,
    validUntil: (day) => `Valid until ${day}.`,
    leaves: (day) => `It leaves us by ${day}.`,
  },
  uk: {
    arrives: (arrival) => `Кошти надійдуть ${arrival}.`,
    validUntil: (day) => `Діє до ${day}.`,
    leaves: (day) => `Посилка вирушить від нас до ${day}.`,
  },
  pl: {
    arrives: (arrival) => `Pieniądze dotrą ${arrival}.`,
    validUntil: (day) => `Ważne do ${day}.`,
    leaves: (day) => `Paczka wyjedzie od nas do ${day}.`,
  },
  cs: {
    arrives: (arrival) => `Peníze dorazí ${arrival}.`,
    validUntil: (day) => `Platí do ${day}.`,
    leaves: (day) => `Zásilka od nás odejde do ${day}.`,
  },
  ru: {
    arrives: (arrival) => `Деньги придут ${arrival}.`,
    validUntil: (day) => `Действует до ${day}.`,
    leaves: (day) => `Посылка уйдёт от нас до ${day}.`,
  },
};
