import type { Request } from 'express';
import { withoutNul } from './fields.ts';

/** What was typed into a field of a posted form; empty when it is not there, or came several times. */
export function fieldOf(request: Request, name: string): string {
  const body: unknown = request.body;
  if (typeof body !== 'object' || body === null || !Object.hasOwn(body, name)) return '';
  const value: unknown = Reflect.get(body, name);
  return typeof value === 'string' ? withoutNul(value) : '';
}
