import { z } from 'zod';

/** Names of the scenarios an order can be made in. */
export const SCENARIOS = [
  'delivered',
  'in-transit',
  'silent-parcel',
  'lost',
  'damaged',
  'partly-shipped',
  'unfulfilled',
  'cancelled',
  'pending-refund-gateway',
  'gift-card-split',
  'multi-currency',
  'chargeback',
  'guest',
  'refunded',
  'paid-200',
  'three-decimals',
  'inquiry',
] as const;

export type Scenario = (typeof SCENARIOS)[number];

/** What `POST /dev-store/orders` takes. Amounts are decimal strings in the currency the customer pays in. */
export const orderInput = z.object({
  shop: z.string(),
  scenario: z.enum(SCENARIOS).default('delivered'),
  /** One line of this price; without it the scenario chooses. */
  amount: z.string().optional(),
  quantity: z.number().int().positive().optional(),
  shipping: z.string().optional(),
  /** Currency the customer pays in; `presentment` is another word for it. */
  currency: z.string().optional(),
  presentment: z.string().optional(),
  country: z.string().optional(),
  /** An existing customer by id or GID, a new one by name and e-mail, null for a guest. */
  customer: z
    .union([
      z.null(),
      z.object({ id: z.union([z.string(), z.number()]) }),
      z.object({ email: z.string(), firstName: z.string().optional(), lastName: z.string().optional() }),
    ])
    .optional(),
  createdAt: z.string().optional(),
  discount: z.string().optional(),
  tags: z.array(z.string()).optional(),
  /** Pending gateway: ms of the store's clock until a refund settles; null waits for the control API. */
  refundSettleAfterMs: z.number().nullish(),
});

export type OrderInput = z.infer<typeof orderInput>;
