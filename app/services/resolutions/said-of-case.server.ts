import { answeredAddress } from '#app/db/address-checks.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import type { ComplaintId, ShopId } from '#app/domain/ids.ts';
import type { RemedyAsk, RemedyKind } from '#app/domain/remedy/kinds.ts';
import type { OfCase, WithCase } from '#app/domain/remedy/plug.ts';

/** What goes to an address of hers. */
const sent: readonly RemedyKind[] = ['replacement', 'external_gift'];

/** What we say of the case to what is planned: her own address is asked for only where something is sent. */
export async function saidOfCase(
  client: Statements,
  shopId: ShopId,
  complaintId: ComplaintId,
  asks: readonly RemedyAsk[],
  about: WithCase['ofCase'],
): Promise<OfCase> {
  const sends = asks.some(({ kind }) => sent.includes(kind));
  return { ...about, address: sends ? await answeredAddress(client, shopId, complaintId) : null };
}
