import type { AskOf, RemedyAsk, RemedyKind } from '#app/domain/remedy/kinds.ts';
import type { Random } from '#dev-store/random.ts';
import type { Player, Wish } from './player.ts';
import { cancellationPlayer } from './players/cancellation.ts';
import { discountCodePlayer } from './players/discount-code.ts';
import { giftCardPlayer } from './players/gift-card.ts';
import { customPlayer, externalGiftPlayer, repairPlayer } from './players/handmade.ts';
import { refundPlayer } from './players/refund.ts';
import { replacementPlayer } from './players/replacement.ts';
import { returnPlayer } from './players/return.ts';
import { storeCreditPlayer } from './players/store-credit.ts';
import { vipPricePlayer } from './players/vip-price.ts';

/** Every kind that is played; one line each. */
const players: { readonly [K in RemedyKind]: Player<K> } = {
  refund: refundPlayer,
  replacement: replacementPlayer,
  discount_code: discountCodePlayer,
  vip_price: vipPricePlayer,
  store_credit: storeCreditPlayer,
  gift_card: giftCardPlayer,
  cancellation: cancellationPlayer,
  return: returnPlayer,
  repair: repairPlayer,
  external_gift: externalGiftPlayer,
  custom: customPlayer,
};

export const playerOf = <K extends RemedyKind>(kind: K): Player<K> => players[kind];

/** The kinds that are played. */
export const kinds = Object.keys(players) as RemedyKind[];

const drawn: readonly RemedyKind[] = kinds.flatMap((kind) => Array.from({ length: playerOf(kind).weight }, () => kind));

export const drawWish = (random: Random): Wish => wishFor(random.pick(drawn), random);

function wishFor<K extends RemedyKind>(kind: K, random: Random): Wish {
  const ask = playerOf(kind).draw(random);
  return { kind, ask: async (stage, complaint) => remedy(kind, await ask(stage, complaint)) };
}

// A kind that is only known when it runs: the pair is put together here.
const remedy = <K extends RemedyKind>(kind: K, ask: AskOf<K>) => ({ kind, ask }) as RemedyAsk;
