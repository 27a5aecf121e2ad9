import { z } from 'zod';
import type { Store } from '../state/store.ts';
import type { MetafieldOwner } from '../state/types.ts';
import { fullNamespace, setMetafield } from './book.ts';
import { valueError } from './values.ts';

/** A coerced `MetafieldInput`: the metafields that come with an order, a draft or an update. */
const metafieldInput = z.object({
  key: z.string().nullish(),
  namespace: z.string().nullish(),
  type: z.string().nullish(),
  value: z.string().nullish(),
});

/** What speaks against metafields inside another input, in the words `metafieldsSet` has for it (the fields are assumed). */
export function checkMetafields(
  inputs: readonly unknown[],
  prefix: readonly string[],
): { field: string[]; message: string }[] {
  return inputs.flatMap((input, index) => {
    const given = metafieldInput.parse(input);
    const error = valueError({
      namespace: fullNamespace(given.namespace),
      key: given.key ?? '',
      type: given.type,
      value: given.value ?? '',
    });
    if (error === null) return [];
    return [{ field: [...prefix, 'metafields', String(index), error.field], message: error.message }];
  });
}

/** Keeps metafields that passed `checkMetafields`. */
export function keepMetafields(
  store: Store,
  type: MetafieldOwner,
  owner: { shop: string; id: number },
  inputs: readonly unknown[],
): void {
  for (const input of inputs) {
    const { key, namespace, type: kind, value } = metafieldInput.parse(input);
    const facts = { namespace: fullNamespace(namespace), key: key ?? '', type: kind ?? '', value: value ?? '' };
    setMetafield(store, { type, shop: owner.shop, id: owner.id }, facts);
  }
}
