import { v7 } from 'uuid';
import type { RequestId } from '#app/domain/ids.ts';

/** A fresh id that sorts by the time it was made (UUID version 7), so that rows and stories keep their order. */
export const newId = <Id extends string = string>(): Id => v7() as Id;

/** For a form as it is rendered: the same form sent twice is then known as one request. */
export const newRequestId = (): RequestId => newId<RequestId>();
