import type { HandmadeKind, ProofOf } from '#app/domain/remedy/kinds.ts';
import type { Found, RemedyCalls, Standing, Step } from '#app/domain/remedy/plug.ts';
import { err, ok } from '#app/domain/result.ts';
import { ReadCustomBasisDocument, ReadGiftBasisDocument, ReadRepairableDocument } from '#app/types/admin.generated.ts';
import { fromGid, toGid } from '../gid.ts';
import { readAddress } from '../map-address.ts';
import { readBasis } from '../map-basis.ts';
import { itemTitle } from '../map-item.ts';
import { readProblem } from '../read-problem.ts';
import { read } from '../transport.server.ts';
import type { TransportOptions } from '../transport.server.ts';

/**
 * What people carry out is not Shopify's: giving it is that it was decided, so there is exactly one, known by the remedy's
 * own id. How far it is, people say themselves (`record-step.server.ts`), and nothing here is asked about it.
 */
const asked = <K extends HandmadeKind>(readFacts: RemedyCalls<K>['read']): RemedyCalls<K> => ({
  read: readFacts,
  execute: (step) => Promise.resolve({ outcome: 'succeeded', found: task(step, 'issued') }),
  findExisting: (step) => Promise.resolve(ok(task(step, 'issued'))),
  watch: () => Promise.resolve(ok(null)),
  // It was asked for while nothing had been done, and nobody can do anything for it since.
  undo: (step) => Promise.resolve({ outcome: 'succeeded', found: task(step, 'undone') }),
});

function task<K extends HandmadeKind>({ identity }: Step<K>, standing: Standing): Found<K> {
  const untouched = { steps: [] } satisfies ProofOf<HandmadeKind>;
  return { externalId: identity.remedyId, standing, proof: untouched };
}

export const repairCalls = (options: TransportOptions): RemedyCalls<'repair'> =>
  asked(async (orderId) => {
    const end = await read(options, ReadRepairableDocument, { id: toGid('Order', orderId) });
    if (end.kind !== 'answered') return err(readProblem(end));
    const { order, shop } = end.data;
    if (!order) return err({ kind: 'not_found' });
    const lines = order.lineItems.nodes.map((line) => ({
      lineItemId: fromGid(line.id),
      title: itemTitle(line.title, line.variantTitle),
      quantity: line.quantity,
    }));
    return ok({ ...readBasis(orderId, order), timeZone: shop.ianaTimezone, lines });
  });

export const externalGiftCalls = (options: TransportOptions): RemedyCalls<'external_gift'> =>
  asked(async (orderId) => {
    const end = await read(options, ReadGiftBasisDocument, { id: toGid('Order', orderId) });
    if (end.kind !== 'answered') return err(readProblem(end));
    const { order, shop } = end.data;
    if (!order) return err({ kind: 'not_found' });
    const basis = readBasis(orderId, order);
    return ok({ ...basis, timeZone: shop.ianaTimezone, address: readAddress(orderId, order) });
  });

export const customCalls = (options: TransportOptions): RemedyCalls<'custom'> =>
  asked(async (orderId) => {
    const end = await read(options, ReadCustomBasisDocument, { id: toGid('Order', orderId) });
    if (end.kind !== 'answered') return err(readProblem(end));
    const { order, shop } = end.data;
    return order ? ok({ ...readBasis(orderId, order), timeZone: shop.ianaTimezone }) : err({ kind: 'not_found' });
  });
