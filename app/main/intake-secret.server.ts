import { createHmac, hkdfSync } from 'node:crypto';
import type { ShopId } from '#app/domain/ids.ts';

export type IntakeSecrets = (shopId: ShopId, keyId: string, salt: string) => string;

/**
 * The secrets of keys for other tools. They follow from the app's own secret and a salt, so that none is stored: whoever has
 * the database has no key.
 */
export function createIntakeSecrets(appSecret: string): IntakeSecrets {
  const root = Buffer.from(hkdfSync('sha256', appSecret, '', 'amends intake keys', 32));
  return (shopId, keyId, salt) =>
    `ams_${createHmac('sha256', root).update([shopId, keyId, salt].join(' ')).digest('base64url')}`;
}
