import { readSettings } from '#app/db/shop-settings.server.ts';
import { mayChangeSettings } from '#app/domain/people.ts';
import { wholeTree } from '#app/domain/intake/reason-tree.ts';
import { intakeArea, type IntakeSettings } from '#app/domain/settings/intake.ts';
import { reasonsForCustomers, reasonWordsFor } from '#app/i18n/customer/intake-reasons.ts';
import type { StaffContext } from '../context.ts';

/** A reason as its customers read it, and what can be chosen below it. `key` of a detail: `<reason>.<detail>`. */
export type ReasonOffer = { reason: string; label: string; below: { key: string; label: string }[] };

export type IntakePage = {
  settings: Pick<IntakeSettings, 'open' | 'colour' | 'callbacks'>;
  /** Everything that there is to offer, and the keys of what is offered. */
  offers: ReasonOffer[];
  offered: string[];
  revision: number;
  mayChange: boolean;
};

/** How customers of the shop report a problem, and whether the reader may change it. */
export async function getIntakePage({ db, shopId, actor }: StaffContext): Promise<IntakePage> {
  const { value, revision } = await readSettings(db.statements(shopId), shopId, intakeArea);
  const { open, colour, callbacks, reasons } = value;
  return {
    settings: { open, colour, callbacks },
    offers: wholeTree.map(({ reason, below }) => {
      const own = reasons.find((one) => one.reason === reason)?.below ?? [];
      // Ours, and those that the shop has words of its own for.
      const all = [...below, ...own.filter(({ key }) => !below.some((each) => each.key === key))];
      return {
        reason,
        label: reasonsForCustomers.en[reason],
        below: all.map((detail) => ({ key: `${reason}.${detail.key}`, label: reasonWordsFor(detail, 'en') })),
      };
    }),
    offered: reasons.flatMap(({ reason, below }) => [reason, ...below.map(({ key }) => `${reason}.${key}`)]),
    revision,
    mayChange: mayChangeSettings(actor.role),
  };
}
