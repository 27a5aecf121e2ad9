import { answeredAddress } from '#app/db/address-checks.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import type { ComplaintId, ShopId } from '#app/domain/ids.ts';
import type { RemedyAsk } from '#app/domain/remedy/kinds.ts';
import type { OfCase, WithCase } from '#app/domain/remedy/plug.ts';

/** What we say of the case to what is planned: the customer's own address is read only where something is sent to one. */
export async function saidOfCase(
  client: Statements,
  shopId: ShopId,
  complaintId: ComplaintId,
  asks: readonly RemedyAsk[],
  about: WithCase['ofCase'],
): Promise<OfCase> {
  const sends = asks.some(({ ask }) => 'address' in ask);
  return { ...about, address: sends ? await answeredAddress(client, shopId, complaintId) : null };
}
