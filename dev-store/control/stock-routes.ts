import type { Router } from 'express';
import { z } from 'zod';
import { moveStock, quantityOf, stocksOf } from '../inventory/levels.ts';
import { parseMinor } from '../money.ts';
import { stockEvent } from '../webhooks/stock-events.ts';
import { BadRequest, numberOf, type Parts } from './common.ts';

const variantInput = z
  .object({
    /** What can be sold at the first location. */
    available: z.number().int(),
    inventoryPolicy: z.enum(['CONTINUE', 'DENY']),
    price: z.string(),
    compareAtPrice: z.string().nullable(),
    /** What one costs the shop. */
    unitCost: z.string().nullable(),
  })
  .partial();

/** A merchant's hand on the catalogue: stock, policy and prices of a variant. */
export function stockRoutes(router: Router, { store, webhooks }: Parts): void {
  router.post('/variants/:id', (request, response) => {
    const id = numberOf(request.params.id);
    const product = store.state.products.find((one) => one.variants.some((variant) => variant.id === id));
    const variant = product?.variants.find((one) => one.id === id);
    const shop = product === undefined ? undefined : store.shop(product.shop);
    if (product === undefined || variant === undefined || shop === undefined) {
      throw new BadRequest(`no variant ${request.params.id}`);
    }
    const input = variantInput.parse(request.body);
    const price = (text: string): number => {
      const amount = parseMinor(text, shop.currency);
      if (amount === null || amount < 0) throw new BadRequest(`${text} is no amount of ${shop.currency}`);
      return amount;
    };
    if (input.price !== undefined) variant.price = price(input.price);
    if (input.compareAtPrice !== undefined) {
      variant.compareAtPrice = input.compareAtPrice === null ? null : price(input.compareAtPrice);
    }
    if (input.unitCost !== undefined) variant.unitCost = input.unitCost === null ? null : price(input.unitCost);
    if (input.inventoryPolicy !== undefined) variant.inventoryPolicy = input.inventoryPolicy;
    const [stock] = stocksOf(store, { product, variant });
    if (input.available !== undefined && stock !== undefined) {
      moveStock(store, stock, 'available', input.available - quantityOf(store, stock, 'available'));
      webhooks.emit(stockEvent(store, stock));
    }
    store.touch();
    response.json(variant);
  });
}
