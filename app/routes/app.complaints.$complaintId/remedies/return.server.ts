import { z } from 'zod';
import type { ReturnAsk, ReturnLabel } from '#app/domain/remedy/return.ts';
import { returnReasons } from '#app/domain/remedy/return-reasons.ts';
import { returnTexts } from '#app/i18n/en/return.ts';
import { returnLabels } from './return-draft.ts';
import { idField } from './wire-fields.server.ts';
import type { RemedyWire } from './wire.server.ts';

// As many as are read of a return at Shopify.
const mostLines = 50;

const returnFields = z.object({
  items: z.array(z.object({ lineItemId: idField, quantity: z.int().min(1).max(999_999) })).max(mostLines),
  reason: z.enum(returnReasons),
  label: z.enum(returnLabels),
  labelUrl: z.string().max(2_000),
  trackingNumber: z.string().max(100),
  note: z.string().max(500),
  exchange: z.array(z.object({ lineItemId: idField, variantId: idField })).max(mostLines),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable(),
});

/** A return as its form sends it. */
export const returnWire: RemedyWire<'return'> = {
  schema: returnFields.transform(readAsk),
  fieldOf: (problem) => {
    switch (problem.kind) {
      case 'nothing_asked':
        return '';
      case 'unknown_line':
        return 'items';
      case 'unknown_reason':
        return 'reason';
      case 'not_sent':
      case 'quantity_too_large':
      case 'unknown_item':
      case 'out_of_stock':
      case 'price_unknown':
        return `line-${problem.lineItemId}`;
    }
  },
};

type Fields = z.output<typeof returnFields>;

function readAsk(fields: Fields, issues: z.core.$RefinementCtx): ReturnAsk {
  const { items, reason, note, exchange, country } = fields;
  return { items, reason, note, exchange, country, label: readLabel(fields, issues) };
}

function readLabel({ label, labelUrl, trackingNumber }: Fields, issues: z.core.$RefinementCtx): ReturnLabel {
  if (label !== 'made') return { kind: label };
  const [url, number] = [labelUrl.trim(), trackingNumber.trim()];
  if (url === '' && number === '') issues.addIssue({ code: 'custom', path: [''], message: returnTexts.nothingAsked });
  // A link that somebody clicks on: a web address and nothing else.
  const whole = url === '' || z.url({ protocol: /^https?$/ }).safeParse(url).success;
  if (!whole) issues.addIssue({ code: 'custom', path: ['labelUrl'], message: returnTexts.labelUrlWrong });
  return { kind: 'made', url: url === '' ? null : url, number: number === '' ? null : number };
}
