import type { ResolverMap } from '../../engine/context.ts';
import { withFamilies } from '../families.ts';
import { locationResolvers, productResolvers, variantResolvers } from './catalog.ts';
import {
  fulfillmentEventResolvers,
  fulfillmentLineItemResolvers,
  fulfillmentResolvers,
  lineItemResolvers,
  mailingAddressResolvers,
  orderAdjustmentResolvers,
  refundLineItemResolvers,
  refundResolvers,
  refundShippingLineResolvers,
  shippingLineResolvers,
  taxLineResolvers,
  transactionResolvers,
} from './order-parts.ts';
import { orderResolvers, suggestedRefundResolvers } from './order.ts';
import { customerResolvers, staffMemberResolvers } from './people.ts';
import { mutationResolvers, queryResolvers } from './root.ts';
import { appInstallationResolvers, shopResolvers } from './shop.ts';

/** Every type this stand-in answers from its state; other types are plain objects that these hand out. */
export const resolvers: ResolverMap = withFamilies({
  QueryRoot: queryResolvers,
  Mutation: mutationResolvers,
  Shop: shopResolvers,
  AppInstallation: appInstallationResolvers,
  StaffMember: staffMemberResolvers,
  Customer: customerResolvers,
  Product: productResolvers,
  ProductVariant: variantResolvers,
  Location: locationResolvers,
  Order: orderResolvers,
  SuggestedRefund: suggestedRefundResolvers,
  LineItem: lineItemResolvers,
  ShippingLine: shippingLineResolvers,
  TaxLine: taxLineResolvers,
  Fulfillment: fulfillmentResolvers,
  FulfillmentLineItem: fulfillmentLineItemResolvers,
  FulfillmentEvent: fulfillmentEventResolvers,
  OrderTransaction: transactionResolvers,
  Refund: refundResolvers,
  RefundLineItem: refundLineItemResolvers,
  RefundShippingLine: refundShippingLineResolvers,
  OrderAdjustment: orderAdjustmentResolvers,
  MailingAddress: mailingAddressResolvers,
});
