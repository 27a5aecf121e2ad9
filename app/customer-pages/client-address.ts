import { isIPv6 } from 'node:net';

/**
 * The address that a request came from, as far as it tells one sender from another. A proxy writes whom it heard a request from at
 * the end of `X-Forwarded-For`; what stands before that, the sender may have made up. So as many entries are believed, from the
 * end, as there are proxies. Of an IPv6 address only the network counts: whoever has one has 2^64 in it (RFC 6177).
 * @param forwardedFor the header as it came
 * @param socketAddress of whoever is connected to this process
 * @param proxies how many stand between the sender and this process: 0 believes the connection alone
 */
export function clientAddress(
  forwardedFor: string | undefined,
  socketAddress: string | undefined,
  proxies: number,
): string {
  const entries = (forwardedFor ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  const heard = proxies === 0 ? undefined : (entries.at(-proxies) ?? entries[0]);
  return senderOf(heard ?? socketAddress ?? '');
}

/** Without the port that some proxies write behind it, and of IPv6 the network. */
function senderOf(entry: string): string {
  const address = /^\[(.*)\](?::\d+)?$/.exec(entry)?.[1] ?? /^([\d.]+):\d+$/.exec(entry)?.[1] ?? entry;
  const plain = /^::ffff:([\d.]+)$/i.exec(address)?.[1] ?? address;
  return isIPv6(plain) ? networkOf(plain) : plain;
}

/** The first 64 bits, written in one way. */
function networkOf(address: string): string {
  const [before = '', after] = (address.split('%')[0] ?? '').toLowerCase().split('::');
  const groups = (part: string): string[] => part.split(':').filter((group) => group !== '');
  const [first, last] = [groups(before), groups(after ?? '')];
  // An IPv4 address at the end stands for two groups.
  const many = first.length + last.length + (address.includes('.') ? 1 : 0);
  const all = [...first, ...Array<string>(after === undefined ? 0 : Math.max(0, 8 - many)).fill('0'), ...last];
  return `${all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
