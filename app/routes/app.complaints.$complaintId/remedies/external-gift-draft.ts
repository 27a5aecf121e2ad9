import { fieldsOf } from '#app/components/kept-fields.ts';
import { addressFields } from '#app/domain/remedy/replacement-address.ts';
import type { ComplaintPage } from '#app/services/views.ts';
import type { AddressDraft } from './address-block.tsx';
import type { HandmadeDraft } from './handmade-fields.tsx';
import { flatDraft } from './screen.ts';

/** What is typed in the form of a gift from another shop. */
export type ExternalGiftDraft = HandmadeDraft & AddressDraft & { what: string; vendor: string; link: string };

const emptyTexts = { what: '', vendor: '', link: '', cost: '', days: '10' };

export const firstDraft: ExternalGiftDraft = { ...emptyTexts, confirmed: '', corrected: {}, answer: '' };

/** A draft that was kept. The address is looked at anew. */
export function readDraft(kept: Record<string, unknown>): ExternalGiftDraft | null {
  const texts = flatDraft(emptyTexts, kept);
  const typed = fieldsOf(kept['corrected']);
  const corrected = addressFields.flatMap((field) =>
    typeof typed[field] === 'string' ? [[field, typed[field]] as const] : [],
  );
  return texts && { ...firstDraft, ...texts, corrected: Object.fromEntries(corrected) };
}

/** What the server's schema reads. */
export const toWire = ({ cost, ...draft }: ExternalGiftDraft, { order: { shopCurrency } }: ComplaintPage) => ({
  ...draft,
  cost: cost.trim(),
  currency: shopCurrency,
});
