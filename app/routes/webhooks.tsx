import type { ActionFunctionArgs } from '@remix-run/node';
import { receiveDelivery } from '#app/web/receive-delivery.server.ts';
import { shopTopics } from '#app/web/webhook-subject.server.ts';

/** What happened in a shop. */
export const action = ({ request, context }: ActionFunctionArgs) => receiveDelivery(request, context, shopTopics);

export const loader = () => new Response(null, { status: 405, headers: { Allow: 'POST' } });
