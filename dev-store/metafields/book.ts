import { createHash } from 'node:crypto';
import { APP_ID } from '../options.ts';
import type { Store } from '../state/store.ts';
import type { DevStoreState, MetafieldOwner, MetafieldRecord } from '../state/types.ts';

/** What has metafields, as far as this store knows it. */
export type Owner = { type: MetafieldOwner; shop: string; id: number };

export type MetafieldFacts = { namespace: string; key: string; type: string; value: string };

const indexes = new WeakMap<DevStoreState, Map<string, MetafieldRecord[]>>();

/** Metafields of an owner, in the order they were made. */
export function metafieldsOf(store: Store, owner: Owner): readonly MetafieldRecord[] {
  return index(store.state).get(keyOf(owner)) ?? [];
}

export function findMetafield(store: Store, owner: Owner, namespace: string, key: string): MetafieldRecord | undefined {
  return metafieldsOf(store, owner).find((one) => one.namespace === namespace && one.key === key);
}

/** Sets a metafield: a new one, or another value of a known one. */
export function setMetafield(store: Store, owner: Owner, facts: MetafieldFacts): MetafieldRecord {
  const known = findMetafield(store, owner, facts.namespace, facts.key);
  const now = store.nowIso();
  if (known !== undefined) {
    Object.assign(known, facts, { updatedAt: now });
    store.touch();
    return known;
  }
  const record: MetafieldRecord = {
    id: store.nextId(),
    shop: owner.shop,
    ownerType: owner.type,
    ownerId: owner.id,
    ...facts,
    createdAt: now,
    updatedAt: now,
  };
  store.state.metafields.push(record);
  append(index(store.state), keyOf(owner), record);
  store.touch();
  return record;
}

/** Takes a metafield away. Answers whether there was one. */
export function deleteMetafield(store: Store, owner: Owner, namespace: string, key: string): boolean {
  const known = findMetafield(store, owner, namespace, key);
  if (known === undefined) return false;
  store.state.metafields = store.state.metafields.filter((one) => one !== known);
  indexes.delete(store.state);
  store.touch();
  return true;
}

/** A namespace as it is kept: none, `$app` and `$app:x` are the app's own [W: app--<id>]. */
export function fullNamespace(namespace: string | null | undefined): string {
  if (namespace == null || namespace === '$app') return `app--${APP_ID}`;
  return namespace.startsWith('$app:') ? `app--${APP_ID}--${namespace.slice(5)}` : namespace;
}

/** `compareDigest`: changes with the value; 64 hexadecimal digits [W]. */
export function digestOf(record: Pick<MetafieldRecord, 'type' | 'value'>): string {
  return createHash('sha256').update(`${record.type}\n${record.value}`).digest('hex');
}

function index(state: DevStoreState): Map<string, MetafieldRecord[]> {
  const known = indexes.get(state);
  if (known !== undefined) return known;
  const made = new Map<string, MetafieldRecord[]>();
  for (const record of state.metafields) {
    append(made, keyOf({ type: record.ownerType, shop: record.shop, id: record.ownerId }), record);
  }
  indexes.set(state, made);
  return made;
}

function append(map: Map<string, MetafieldRecord[]>, key: string, record: MetafieldRecord): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [record]);
  else list.push(record);
}

function keyOf(owner: Owner): string {
  return `${owner.shop}\n${owner.type}\n${owner.id}`;
}
