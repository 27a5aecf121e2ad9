import type { ReadProblem } from '../remedy/plug.ts';
import type { Result } from '../result.ts';
import type { FileType } from './attachment.ts';

/** A file as Shopify has it. `url` is there once it is `ready`; `why` when it has `failed`. */
export type FileAtShopify = {
  /** Shopify's own id, as only app/shopify reads it. */
  id: string;
  status: 'processing' | 'ready' | 'failed';
  url: string | null;
  why: string | null;
};

export type FileToStore = { name: string; type: FileType; bytes: number };

/**
 * How asking Shopify to make a file ended. `there`: it has one of this name. `refused`: it will not take it. `not_now`:
 * certainly not made. `unknown`: nobody knows; only looking tells.
 */
export type FileEnd =
  | { kind: 'made'; file: FileAtShopify }
  | { kind: 'there' }
  | { kind: 'refused'; why: string }
  | { kind: 'not_now'; why: string }
  | { kind: 'unknown'; why: string };

/** What the app asks of Shopify's files. */
export type FileCalls = {
  /** By the name that it was made with; null when there is none, or the search does not know of it yet. */
  find(name: string): Promise<Result<FileAtShopify | null, ReadProblem>>;
  read(id: string): Promise<Result<FileAtShopify | null, ReadProblem>>;
  /** Puts the bytes where Shopify fetches them from; answers the address. Doing it again is harmless. */
  upload(file: FileToStore, bytes: AsyncIterable<Uint8Array>): Promise<Result<string, ReadProblem>>;
  create(file: FileToStore, address: string): Promise<FileEnd>;
  /** What is not there is deleted. */
  remove(id: string): Promise<Result<'gone', ReadProblem>>;
};
