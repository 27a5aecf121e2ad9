/** How the shop writes to its customers. */
export const messageSettingsTexts = {
  title: 'Automatic messages',
  back: 'Settings',
  acknowledgeTitle: 'The first answer',
  acknowledge: 'Tell each customer at once that her complaint has arrived',
  acknowledgeHelp: 'With its number and the day by which she has an answer, in her language.',
  tellTitle: 'What they get',
  tell: 'Tell customers what they were given, once it is certain',
  tellHelp:
    'A refund, a cancellation, a replacement, a code, credit or a gift card: one mail a decision, two minutes after it went through, with the day by which the money is there. Nothing is sent of what failed or was taken back, nor when somebody has written it with a text of yours. Returns, repairs and presents are told by a person.',
  dispatchDays: 'Working days until a replacement leaves you',
  dispatchHelp: 'Customers are told this day.',
  dispatchWrong: (most: number) => `Type a whole number from 1 to ${String(most)}.`,
  texts: 'Change the texts',
  saved: 'Saved',
  notAllowed: 'Only an owner can change this.',
  changedMeanwhile: 'Somebody else has changed this since you opened the page. It now shows what holds.',
};

/** How customers' answers come in by e-mail. */
export const inboundTexts = {
  title: 'Answers by e-mail',
  off: 'No address for answers is set up, so customers’ answers go to the address that mails are sent from, and are not shown here. Whoever runs Amends sets INBOUND_MAIL_ADDRESS and INBOUND_MAIL_SECRET.',
  what: 'When a customer answers one of our mails, the answer stands beside her complaint. For that, your mail service hands each mail over to us.',
  address: 'Customers answer to',
  addressHelp: (address: string) => {
    const at = address.lastIndexOf('@');
    return `Each complaint has its own form of it, ${address.slice(0, at)}+…${address.slice(at)}. All of them have to arrive.`;
  },
  handTo: 'Hand each mail to',
  steps: (shop: string) => [
    'Let your mail service take mail for this address, with everything after the plus.',
    'Let it send each mail there by POST, byte for byte as it came, with Content-Type: message/rfc822.',
    `Let it add three headers: X-Amends-Shop: ${shop}, X-Amends-Timestamp with the moment in seconds, and X-Amends-Signature.`,
    `The signature is the HMAC-SHA256, in hex, of the timestamp, a dot, ${shop}, a dot and the mail, made with the secret below. It is good for five minutes.`,
    'Where the answer is 404 the mail belongs to no complaint: let it go on to a person.',
  ],
  none: 'Nobody has made a secret yet.',
  madeBy: (who: string) => `The secret was made by ${who}`,
  before: 'The one before is good until',
  make: 'Make the secret',
  renew: 'New secret',
  secret: 'Secret',
  secretText:
    'Copy the secret into your mail service now. It is shown this once, and nobody can look it up afterwards. The one before is good for another week.',
  ownerOnly: 'Only an owner can make a secret.',
  problems: { not_allowed: 'Only an owner can do this.', off: 'No address for answers is set up.' },
};
