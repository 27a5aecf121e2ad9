import { randomBytes } from 'node:crypto';
import { addIntakeKey, intakeKeys, renewIntakeKey, revokeIntakeKey } from '#app/db/intake-keys.server.ts';
import { newId } from '#app/db/new-id.server.ts';
import { tellSettings } from '#app/db/settings-events.server.ts';
import { mostKeys, secretBeforeMs } from '#app/domain/intake-api.ts';
import { mayChangeSettings } from '#app/domain/people.ts';
import { err, ok, type Result } from '#app/domain/result.ts';
import type { StaffContext } from '../context.ts';

/** A key as the settings show it; moments are ISO. */
export type IntakeKeyView = {
  id: string;
  name: string;
  createdBy: string;
  createdAt: string;
  usedAt: string | null;
  /** Until when the secret before is good too. */
  beforeUntil: string | null;
};

/** A key with its secret: shown once, stored nowhere. */
export type NewSecret = { keyId: string; name: string; secret: string };
export type KeyProblem = { kind: 'not_allowed' | 'not_found' | 'too_many' };

const newSalt = (): string => randomBytes(18).toString('base64url');

export async function listIntakeKeys({ db, shopId, clock }: StaffContext): Promise<IntakeKeyView[]> {
  const keys = await intakeKeys(db.statements(shopId), shopId);
  return keys.map(({ id, name, createdName, createdAt, usedAt, beforeUntil }) => ({
    ...{ id, name, createdBy: createdName, createdAt: createdAt.toISOString() },
    usedAt: usedAt?.toISOString() ?? null,
    beforeUntil: beforeUntil && beforeUntil > clock.now() ? beforeUntil.toISOString() : null,
  }));
}

/** Makes a key for another tool. Owner only. */
export async function makeIntakeKey(ctx: StaffContext, name: string): Promise<Result<NewSecret, KeyProblem>> {
  const { shopId, actor, db, clock } = ctx;
  if (!mayChangeSettings(actor.role)) return err({ kind: 'not_allowed' });
  const [keyId, salt, at] = [newId(), newSalt(), clock.now()];
  return db.atomically(shopId, async (tx) => {
    if ((await intakeKeys(tx, shopId)).length >= mostKeys) return err({ kind: 'too_many' });
    await addIntakeKey(tx, shopId, { id: keyId, name, salt, by: actor, at });
    await tellSettings(tx, shopId, actor, { kind: 'intake_key', name, done: 'made' }, at);
    return ok({ keyId, name, secret: ctx.intakeSecret(keyId, salt) });
  });
}

/** Gives a key a new secret; the one before is good for another week. Owner only. */
export async function renewKey(ctx: StaffContext, keyId: string): Promise<Result<NewSecret, KeyProblem>> {
  const { shopId, actor, db, clock } = ctx;
  if (!mayChangeSettings(actor.role)) return err({ kind: 'not_allowed' });
  const [salt, at] = [newSalt(), clock.now()];
  return db.atomically(shopId, async (tx) => {
    const until = new Date(at.getTime() + secretBeforeMs);
    const name = await renewIntakeKey(tx, shopId, keyId, { salt, until });
    if (name === null) return err({ kind: 'not_found' });
    await tellSettings(tx, shopId, actor, { kind: 'intake_key', name, done: 'renewed' }, at);
    return ok({ keyId, name, secret: ctx.intakeSecret(keyId, salt) });
  });
}

/** Ends a key with both of its secrets, at once. Owner only. */
export async function revokeKey(ctx: StaffContext, keyId: string): Promise<Result<null, KeyProblem>> {
  const { shopId, actor, db, clock } = ctx;
  if (!mayChangeSettings(actor.role)) return err({ kind: 'not_allowed' });
  const at = clock.now();
  return db.atomically(shopId, async (tx) => {
    const name = await revokeIntakeKey(tx, shopId, keyId, at);
    if (name === null) return err({ kind: 'not_found' });
    await tellSettings(tx, shopId, actor, { kind: 'intake_key', name, done: 'revoked' }, at);
    return ok(null);
  });
}
