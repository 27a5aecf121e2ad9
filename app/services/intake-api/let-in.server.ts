import { createHmac, timingSafeEqual } from 'node:crypto';
import { countIntakeUse, findIntakeKey } from '#app/db/intake-keys.server.ts';
import { callsPerMinute, isOfNow, signedText } from '#app/domain/intake-api.ts';
import { err, ok, type Result } from '#app/domain/result.ts';
import type { ShopContext } from '../context.ts';

/** A request as it came; `signature` is hex. */
export type SignedRequest = {
  keyId: string;
  seconds: string;
  signature: string;
  method: string;
  path: string;
  body: Uint8Array;
};

export type Tool = { keyId: string; name: string };
export type LetInProblem = { kind: 'not_signed' | 'not_of_now' | 'too_often' };

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const nobody = 'no key';

/**
 * Which tool has signed a request, if one has, and not long ago. An unknown key is told from a wrong signature by nothing. Only
 * what is signed counts against the bound of its key.
 */
export async function letIn(ctx: ShopContext, request: SignedRequest): Promise<Result<Tool, LetInProblem>> {
  const { shopId, db, clock } = ctx;
  const now = clock.now();
  const client = db.statements(shopId);
  const key = uuid.test(request.keyId) ? await findIntakeKey(client, shopId, request.keyId) : null;
  const before = key?.saltBefore && key.beforeUntil && key.beforeUntil > now ? key.saltBefore : null;
  const salts = [key?.salt ?? nobody, ...(before === null ? [] : [before])];
  const text = signedText(request.seconds, request.method, request.path);
  const signed = salts.some((salt) => {
    const right = createHmac('sha256', ctx.intakeSecret(request.keyId, salt))
      .update(text)
      .update(request.body)
      .digest();
    const given = Buffer.from(request.signature, 'hex');
    return given.length === right.length && timingSafeEqual(given, right);
  });
  if (key === null || !signed) return err({ kind: 'not_signed' });
  if (!isOfNow(request.seconds, now)) return err({ kind: 'not_of_now' });
  if ((await countIntakeUse(client, shopId, key.id, now)) > callsPerMinute) return err({ kind: 'too_often' });
  return ok({ keyId: key.id, name: key.name });
}
