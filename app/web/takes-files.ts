/** Where forms and mails with files are sent to: only there may a body be larger than a megabyte. */
const addresses = [
  // Staff, by Remix (with `.data` where its client asks).
  /^\/app\/complaints\/(?:new|[0-9a-f-]{36}\/files)(?:\.data)?$/,
  // Customers, through Shopify's app proxy or by a link of ours.
  /^\/(?:proxy|c\/[^/]+)\//,
  // Mails of customers, handed over by whoever takes the shop's mail.
  /^\/inbound\/mail$/,
];

/** Whether a request's path is one to which files are sent. */
export const takesFiles = (path: string): boolean => addresses.some((address) => address.test(path));
