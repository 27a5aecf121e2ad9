/**
 * What a customer is told of what she gets: a title, and where it stands. `day`, `amount` and `items` come written in her
 * language; a day stands in the form that follows "by" and "on".
 */
export type GivenWords = {
  /** The same of everything. */
  preparing: string;
  notPossible: string;
  /** The same where nothing else will follow. */
  notPossibleOver: string;
  beingTakenBack: string;
  takenBack: string;
  validThrough: (day: string) => string;
  parcel: (carrier: string | null, number: string | null) => string;
  follow: string;
  refund: {
    title: (amount: string) => string;
    paymentOnItsWay: string;
    paymentArrived: (day: string) => string;
    creditOnItsWay: string;
    creditArrived: string;
    /** Part of it, where the rest goes back as it was paid. */
    ofItCredit: (amount: string) => string;
    byHand: string;
  };
  cancellation: {
    title: (order: string) => string;
    done: string;
    refundOnItsWay: (amount: string) => string;
    refundArrived: (amount: string) => string;
  };
  replacement: {
    title: (items: string) => string;
    onItsWay: (order: string) => string;
    arrived: string;
  };
  discountCode: {
    amount: (amount: string) => string;
    percent: (percent: string) => string;
    shipping: string;
    shippingUpTo: (amount: string) => string;
    minimum: (amount: string) => string;
    soon: string;
    ready: string;
    code: string;
    used: string;
    over: (day: string) => string;
  };
  vipPrice: { title: (percent: string) => string; ready: string };
  storeCredit: { title: (amount: string) => string; onItsWay: string; ready: string };
  giftCard: { title: (amount: string) => string; onItsWay: string; ready: (last: string) => string };
  return: {
    title: (items: string) => string;
    send: string;
    label: string;
    labelNumber: (number: string) => string;
    labelLater: string;
    ownCost: string;
    arrived: string;
    exchange: (items: string) => string;
  };
  repair: { title: (items: string) => string; onItsWay: (partner: string, day: string) => string; arrived: string };
  gift: { title: (what: string) => string; onItsWay: (day: string) => string; arrived: string };
  custom: { title: (what: string) => string; onItsWay: (day: string) => string; arrived: string };
};
