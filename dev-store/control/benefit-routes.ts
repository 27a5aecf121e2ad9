import type { Router } from 'express';
import { checkoutInput } from '../checkout/input.ts';
import { placeOrder } from '../checkout/place.ts';
import { gid } from '../gid.ts';
import { decimalAmount } from '../money.ts';
import { discountGid } from '../webhooks/payloads/benefits.ts';
import { customerView } from './benefit-views.ts';
import { BadRequest, numberOf, type Parts } from './common.ts';
import { orderView } from './views.ts';

/** What customers have and what they do with it. */
export function benefitRoutes(router: Router, { store, webhooks }: Parts): void {
  router.get('/customers/:id', (request, response) => {
    const customer = store.state.customers.find((one) => one.id === numberOf(request.params.id));
    if (customer === undefined) throw new BadRequest(`no customer ${request.params.id}`);
    response.json(customerView(store, customer));
  });
  router.post('/checkout', (request, response) => {
    const placed = placeOrder(store, checkoutInput.parse(request.body), (event) => {
      webhooks.emit(event);
    });
    // A checkout that was refused is no nonsense: 422, with the reason for programs.
    if ('reason' in placed) {
      response.status(422).json(placed);
      return;
    }
    const { order, applied } = placed;
    response.status(201).json({
      order: orderView(order),
      discounts: applied.map(({ discount, amount }) => ({
        id: discountGid(discount),
        title: discount.title,
        code: discount.code?.text ?? null,
        amount: decimalAmount(amount, order.presentmentCurrency),
      })),
      customerId: order.customerId === null ? null : gid('Customer', order.customerId),
    });
  });
}
