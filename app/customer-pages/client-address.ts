/**
 * The address that a request came from. A proxy writes whom it heard a request from at the end of `X-Forwarded-For`; what
 * stands before that, the sender may have made up. So as many entries are believed, from the end, as there are proxies.
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
  return heard ?? socketAddress ?? '';
}
