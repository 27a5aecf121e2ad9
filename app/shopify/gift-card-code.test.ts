import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRemedyId, parseShopId, trusted } from '#app/domain/ids.ts';
import { codePrint, giftCardCode } from './gift-card-code.server.ts';

const shop = trusted(parseShopId, 'mug-house.myshopify.com');
const other = trusted(parseShopId, 'tokyo-paper.myshopify.com');
const remedies = fc.uuid({ version: 7 }).map((id) => trusted(parseRemedyId, id));

describe('the code of a gift card', () => {
  it('is one that Shopify takes: 8 to 20 letters and digits', () => {
    fc.assert(
      fc.property(fc.string(), remedies, (secret, id) => {
        expect(giftCardCode(secret, shop, id)).toMatch(/^[a-z2-9]{16}$/);
      }),
    );
  });

  it('is the same for the same remedy, and for nothing else', () => {
    fc.assert(
      fc.property(remedies, remedies, (one, two) => {
        fc.pre(one !== two);
        const code = giftCardCode('secret', shop, one);
        expect(giftCardCode('secret', shop, one)).toBe(code);
        expect(giftCardCode('secret', shop, two)).not.toBe(code);
        expect(giftCardCode('secret', other, one)).not.toBe(code);
        expect(giftCardCode('another', shop, one), 'who knows the remedy knows nothing').not.toBe(code);
      }),
    );
  });

  it('is recognised by a print that does not tell it', () => {
    const code = giftCardCode('secret', shop, trusted(parseRemedyId, '0193a1b0-7a4f-7000-8000-1234567890ab'));
    expect(codePrint(code)).toMatch(/^[0-9a-f]{16}$/);
    expect(codePrint(code)).toBe(codePrint(code));
    expect(codePrint(code)).not.toContain(code.slice(-4));
  });
});
