import type { PromiseKind } from '#app/domain/promise/promise.ts';

/** A promise that is still open. `due` is ISO. */
export type PromiseView = { id: string; kind: PromiseKind; what: string; due: string };
