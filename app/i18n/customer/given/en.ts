import type { GivenWords } from './words.ts';

export const en: GivenWords = {
  preparing: 'We are arranging this, and tell you as soon as it is certain.',
  notPossible: 'This could not be done. We are looking for another way and will write to you.',
  notPossibleOver: 'This could not be done.',
  beingTakenBack: 'This is being withdrawn.',
  takenBack: 'This was withdrawn and no longer counts.',
  validThrough: (day) => `Valid until ${day}.`,
  parcel: (carrier, number) => `Parcel: ${[carrier, number].filter(Boolean).join(', ')}`,
  follow: 'Follow the parcel',
  refund: {
    title: (amount) => `Refund of ${amount}`,
    paymentOnItsWay: 'The money is on its way back, the way it was paid. Banks usually take 3 to 10 working days.',
    paymentArrived: (day) =>
      `Paid back on ${day}, the way it was paid. It can take up to 10 working days until your bank shows it.`,
    creditOnItsWay: 'It comes as credit in your account with us.',
    creditArrived: 'It is in your account with us as credit. You can use it at checkout.',
    ofItCredit: (amount) => `${amount} of it comes as credit in your account with us, the rest the way it was paid.`,
    byHand:
      'You paid outside of our online checkout, so we pay it back to you directly. If it has not come, write to us.',
  },
  cancellation: {
    title: (order) => `Order ${order} is cancelled`,
    done: 'Nothing of it will be sent.',
    refundOnItsWay: (amount) =>
      `${amount} is on its way back, the way it was paid. Banks usually take 3 to 10 working days.`,
    refundArrived: (amount) =>
      `${amount} was paid back, the way it was paid. It can take up to 10 working days until your bank shows it.`,
  },
  replacement: {
    title: (items) => `Sent to you free of charge: ${items}`,
    onItsWay: (order) => `It is ordered under the number ${order} and will be sent to you.`,
    arrived: 'The parcel was delivered.',
  },
  discountCode: {
    amount: (amount) => `Code for ${amount} off an order`,
    percent: (percent) => `Code for ${percent} off an order`,
    shipping: 'Code for free shipping',
    shippingUpTo: (amount) => `Code for free shipping worth up to ${amount}`,
    minimum: (amount) => `For orders of ${amount} or more.`,
    soon: 'The code will work shortly.',
    ready: 'Enter the code at checkout. It works once.',
    code: 'Your code',
    used: 'This code has been used.',
    over: (day) => `This code was valid until ${day}.`,
  },
  vipPrice: {
    title: (percent) => `${percent} off all your orders`,
    ready: 'It is taken off at checkout by itself when you are signed in.',
  },
  storeCredit: {
    title: (amount) => `Credit of ${amount}`,
    onItsWay: 'It will be in your account with us shortly.',
    ready: 'It is in your account with us. You can use it at checkout when you are signed in.',
  },
  giftCard: {
    title: (amount) => `Gift card of ${amount}`,
    onItsWay: 'You will get it in a message of its own.',
    ready: (last) => `You got it in a message of its own. Its code ends with ${last}.`,
  },
  return: {
    title: (items) => `Please send back: ${items}`,
    send: 'Please send the parcel when it suits you, best within 14 days.',
    label: 'Open the shipping label',
    labelNumber: (number) => `Shipping label number: ${number}`,
    labelLater: 'We will send you a shipping label. You pay nothing.',
    ownCost: 'The cost of sending it back is yours.',
    arrived: 'Your parcel has reached us. Thank you.',
    exchange: (items) => `You get in exchange: ${items}`,
  },
  repair: {
    title: (items) => `Repair: ${items}`,
    onItsWay: (partner, day) => `${partner} repairs it. It should be done by ${day}.`,
    arrived: 'The repair is done, and you have it back.',
  },
  gift: {
    title: (what) => `A gift: ${what}`,
    onItsWay: (day) => `It should be with you by ${day}.`,
    arrived: 'It has arrived.',
  },
  custom: {
    title: (what) => what,
    onItsWay: (day) => `It should be done by ${day}.`,
    arrived: 'It is done.',
  },
};
