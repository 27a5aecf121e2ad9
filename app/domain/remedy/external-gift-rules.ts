import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { externalGiftSteps, externalGiftTexts } from './external-gift.ts';
import type { ExternalGiftAsk, ExternalGiftFacts, ExternalGiftProblem } from './external-gift.ts';
import { latestDetail } from './handmade.ts';
import { planHandmade, textProblem, untilLate } from './handmade-plan.ts';
import type { Planned, RemedyRules } from './plug.ts';
import { addressProblem, sentTo } from './replacement-address.ts';

/** A gift from another shop. Nothing of it is Shopify's: that it was decided makes it exist. */
export const externalGiftRules: RemedyRules<'external_gift'> = {
  family: 'goodwill',
  repeat: 'guarded',
  undoable: true,
  arrivesWithinMs: untilLate,
  handmade: externalGiftSteps,
  plan: planExternalGift,
  mail: (plan, proof) => ({
    what: plan.what,
    dueOn: plan.dueOn,
    courier: latestDetail(proof, 'courier'),
    number: latestDetail(proof, 'number'),
  }),
};

function planExternalGift(
  ask: ExternalGiftAsk,
  facts: ExternalGiftFacts,
): Result<Planned<'external_gift'>, ExternalGiftProblem> {
  if (ask.cost.minor <= 0) return err({ kind: 'nothing_asked' });
  const wrong = textProblem(ask, externalGiftTexts);
  if (wrong) return err(wrong);
  const planned = planHandmade(ask, facts);
  if (!planned.ok) return planned;
  const notThere = addressProblem(ask.address, facts.address, facts.ofCase.address);
  if (notThere) return err(notThere);
  const { plan, worth } = planned.value;
  const texts = { what: ask.what.trim(), vendor: ask.vendor.trim(), link: ask.link.trim() };
  const address = sentTo(ask.address, facts.address, facts.ofCase.address);
  return ok({ plan: { ...plan, ...texts, orderId: facts.orderId, address }, worth, needsLead: false });
}
