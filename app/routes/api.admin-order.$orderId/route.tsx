import type { LoaderFunctionArgs } from '@remix-run/node';
import { complaintsOnOrder } from '#app/services/orders/complaints-on-order.server.ts';
import type { AdminOrder } from '#app/web/admin-order-wire.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { orderFor, tellComplaints } from './tell.server.ts';

/** What the block on an order's page in the admin shows. From our own database: no call to Shopify. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const visit = await requireStaff(request, context);
  const orderId = orderFor(visit, params);
  const complaints = await tellComplaints(visit, orderId, await complaintsOnOrder(visit.ctx, orderId));
  return Response.json({ complaints } satisfies AdminOrder);
}
