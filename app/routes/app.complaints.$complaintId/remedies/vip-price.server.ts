import { z } from 'zod';
import { vipPriceTexts as texts } from '#app/i18n/en/vip-price.ts';
import type { RemedyWire } from './wire.server.ts';

const vipFields = z.object({
  percent: z
    .string()
    .trim()
    .regex(/^\d{1,3}$/, texts.percentUnreadable)
    .transform(Number),
  title: z.string().trim().max(1000),
  combines: z.boolean(),
});

/** A standing price as its form sends it. */
export const vipPriceWire: RemedyWire<'vip_price'> = {
  schema: vipFields,
  fieldOf: (problem) => {
    switch (problem.kind) {
      case 'percent_out_of_range':
        return 'percent';
      case 'title_missing':
      case 'title_too_long':
        return 'title';
      case 'no_customer':
      case 'severity_too_low':
      case 'has_one':
      case 'no_room':
      case 'worth_unknown':
      case 'no_rate':
        return '';
    }
  },
};
