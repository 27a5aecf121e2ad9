import type { ActionFunctionArgs } from '@remix-run/node';
import { receiveDelivery } from '#app/web/receive-delivery.server.ts';
import { complianceTopics } from '#app/web/webhook-subject.server.ts';

/** What the privacy laws ask of every app; not a matter of choice, and apart so that it stays simple. */
export const action = ({ request, context }: ActionFunctionArgs) => receiveDelivery(request, context, complianceTopics);

export const loader = () => new Response(null, { status: 405, headers: { Allow: 'POST' } });
