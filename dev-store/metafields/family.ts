import { z } from 'zod';
import type { Context, Resolver, TypeResolvers } from '../engine/context.ts';
import { gid, parseGid } from '../gid.ts';
import type { Family } from '../graphql/families.ts';
import { connection } from '../graphql/resolvers/values.ts';
import type { MetafieldOwner, MetafieldRecord } from '../state/types.ts';
import {
  deleteMetafield,
  digestOf,
  findMetafield,
  fullNamespace,
  metafieldsOf,
  setMetafield,
  type MetafieldFacts,
  type Owner,
} from './book.ts';
import { requireWrite, resourceOf } from './owners.ts';
import { jsonValue, valueError } from './values.ts';

const MAX_METAFIELDS = 25;

const setInput = z.object({
  ownerId: z.string(),
  namespace: z.string().nullish(),
  key: z.string(),
  type: z.string().nullish(),
  value: z.string(),
  compareDigest: z.string().nullish(),
});

/** A userError of `metafieldsSet`; `elementIndex` is null on the wire [W]. */
type SetError = { field: string[] | null; message: string; code: string | null; elementIndex: null };

type Wanted = { owner: Owner; facts: MetafieldFacts };

/** `metafieldsSet`: all or none [S]. The last of two values for one metafield stays (two are accepted [W]). */
const metafieldsSet: Resolver<unknown> = (_source, args, context): object => {
  if (context.forcedUserErrors !== null) {
    const userErrors = context.forcedUserErrors.map((one) => ({ code: null, elementIndex: null, ...one }));
    return { metafields: null, userErrors };
  }
  const inputs = z.array(setInput).parse(args['metafields']);
  for (const { ownerId } of inputs) {
    const type = parseGid(ownerId)?.type;
    if (type !== undefined) requireWriteOf(context, ownerId, 'metafieldsSet');
  }
  const errors = setErrors(context, inputs);
  if (errors.length > 0) return { metafields: [], userErrors: errors };
  const records = inputs
    .map((input) => wanted(context, input))
    .map(({ owner, facts }) => setMetafield(context.store, owner, facts));
  return { metafields: [...new Set(records)], userErrors: [] };
};

function wanted(context: Context, input: z.infer<typeof setInput>): Wanted {
  const resource = resourceOf(context, input.ownerId);
  if (resource === null) throw new Error(`no owner ${input.ownerId}`);
  return { owner: resource.owner, facts: factsOf(context, input, resource.owner) };
}

/** Without a type, the one the metafield has. */
function factsOf(context: Context, input: z.infer<typeof setInput>, owner: Owner): MetafieldFacts {
  const namespace = fullNamespace(input.namespace);
  const known = findMetafield(context.store, owner, namespace, input.key);
  return { namespace, key: input.key, type: input.type ?? known?.type ?? '', value: input.value };
}

function setErrors(context: Context, inputs: readonly z.infer<typeof setInput>[]): SetError[] {
  if (inputs.length > MAX_METAFIELDS) {
    const message = `Exceeded the maximum metafields input limit of ${MAX_METAFIELDS}.`;
    return [{ field: ['metafields'], message, code: 'LESS_THAN_OR_EQUAL_TO', elementIndex: null }];
  }
  return inputs.flatMap((input, index) => setError(context, input, ['metafields', String(index)]));
}

function setError(context: Context, input: z.infer<typeof setInput>, at: string[]): SetError[] {
  const error = (field: string[], message: string, code: string | null): SetError[] => [
    { field, message, code, elementIndex: null },
  ];
  const resource = resourceOf(context, input.ownerId);
  if (resource === null) return error([...at, 'ownerId'], 'Owner does not exist.', 'INVALID_VALUE');
  const { type, ...facts } = factsOf(context, input, resource.owner);
  const wrong = valueError({ ...facts, type: type === '' ? null : type });
  if (wrong !== null) return error([...at, wrong.field], wrong.message, wrong.code);
  if (input.compareDigest === undefined) return [];
  const known = findMetafield(context.store, resource.owner, facts.namespace, facts.key);
  const digest = known === undefined ? null : digestOf(known);
  if (digest === input.compareDigest) return [];
  if (digest === null) return error(at, 'Invalid `compareDigest` value.', 'INVALID_COMPARE_DIGEST');
  const stale = 'The resource has been updated since it was loaded. Try again with an updated `compareDigest` value.';
  return error(at, stale, 'STALE_OBJECT');
}

/** `metafieldsDelete`: what is not there answers null in its place [S]. */
const metafieldsDelete: Resolver<unknown> = (_source, args, context): object => {
  if (context.forcedUserErrors !== null) return { deletedMetafields: null, userErrors: context.forcedUserErrors };
  const inputs = z
    .array(z.object({ ownerId: z.string(), namespace: z.string(), key: z.string() }))
    .parse(args['metafields']);
  for (const { ownerId } of inputs) requireWriteOf(context, ownerId, 'metafieldsDelete');
  const deletedMetafields = inputs.map((input) => {
    const resource = resourceOf(context, input.ownerId);
    const namespace = fullNamespace(input.namespace);
    const gone = resource !== null && deleteMetafield(context.store, resource.owner, namespace, input.key);
    return gone ? { ownerId: input.ownerId, namespace, key: input.key } : null;
  });
  return { deletedMetafields, userErrors: [] };
};

function requireWriteOf(context: Context, ownerId: string, fieldName: string): void {
  const type = resourceOf(context, ownerId)?.owner.type;
  if (type !== undefined) requireWrite(context, type, fieldName);
}

const metafieldResolvers: TypeResolvers<MetafieldRecord> = {
  id: (record) => gid('Metafield', record.id),
  legacyResourceId: (record) => String(record.id),
  namespace: (record) => record.namespace,
  key: (record) => record.key,
  type: (record) => record.type,
  value: (record) => record.value,
  jsonValue: (record) => jsonValue(record.type, record.value),
  compareDigest: (record) => digestOf(record),
  ownerType: (record) => record.ownerType.toUpperCase(),
  owner: (record, _args, context) => resourceOf(context, gid(record.ownerType, record.ownerId))?.node,
  sizeInBytes: (record) => Buffer.byteLength(record.value),
  description: () => null,
  definition: () => null,
  reference: () => null,
  createdAt: (record) => record.createdAt,
  updatedAt: (record) => record.updatedAt,
};

/** `metafield` and `metafields` of a type; `idOf` finds the owner's number in the type's source. */
function reads<Source>(type: MetafieldOwner, idOf: (source: Source) => number): TypeResolvers<Source> {
  const owner = (source: Source, context: Context): Owner => ({ type, shop: context.shop.domain, id: idOf(source) });
  return {
    metafield: (source, args, context) =>
      findMetafield(
        context.store,
        owner(source, context),
        fullNamespace(args['namespace'] as string | null | undefined),
        String(args['key']),
      ) ?? null,
    metafields: (source, args, context) => {
      const namespace = args['namespace'] as string | null | undefined;
      const keys = args['keys'] as string[] | null | undefined;
      const found = metafieldsOf(context.store, owner(source, context)).filter(
        (one) =>
          (namespace == null || one.namespace === fullNamespace(namespace)) &&
          (keys == null || keys.includes(`${one.namespace}.${one.key}`)),
      );
      return connection(found, args, (one) => one.id);
    },
  };
}

/** Metafields of orders, drafts, customers, products, variants and the shop. */
export const metafields: Family = {
  mutations: { metafieldsSet, metafieldsDelete },
  types: {
    Metafield: metafieldResolvers,
    Order: reads<{ id: number }>('Order', (order) => order.id),
    DraftOrder: reads<{ id: number }>('DraftOrder', (draft) => draft.id),
    Customer: reads<{ id: number }>('Customer', (customer) => customer.id),
    Product: reads<{ id: number }>('Product', (product) => product.id),
    ProductVariant: reads<{ variant: { id: number } }>('ProductVariant', ({ variant }) => variant.id),
    Shop: reads<{ id: number }>('Shop', (shop) => shop.id),
  },
  nodes: {
    Metafield: ({ store, shop }, id) => store.state.metafields.find((one) => one.id === id && one.shop === shop.domain),
  },
};
