import type { Family } from '../graphql/families.ts';
import { orderCreate } from './mutation.ts';
import { orderUpdate } from './update.ts';

/** Orders that an app makes and changes. */
export const orderWriting: Family = { mutations: { orderCreate, orderUpdate } };
