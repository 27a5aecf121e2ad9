/**
 * What the customer account extension asks: `/api/customer-account/…` (decision 026). Who asks is in Shopify's session token
 * and nowhere else; of an order that is not hers she learns nothing, not even whether it is there.
 */
import express, { type Request, type Response, type Router } from 'express';
import { parseOrderId, parseRequestId } from '#app/domain/ids.ts';
import { languages, type Language } from '#app/domain/language.ts';
import type { Order } from '#app/domain/order.ts';
import { casesOnOrder, linkToCase } from '#app/services/case-page/list-cases.server.ts';
import type { ShopContext } from '#app/services/context.ts';
import { mayKnock, mayLook } from '#app/services/intake/ask-for-link.server.ts';
import { beginReport, ownOrder } from '#app/services/intake/own-order.server.ts';
import { reportAnswers, sentReport } from '#app/services/intake/report-form.server.ts';
import { getShopFront, type ShopFront } from '#app/services/shops/get-shop-front.server.ts';
import { customerOfToken } from '#app/web/customer-token.server.ts';
import { typedIn } from '../fields.ts';
import { queryOf, type PageMeans, type PageVisit } from '../visitor.server.ts';
import { readReport } from './read-report.ts';
import { tellOrder, tellReported } from './told.ts';
import type { AccountLink, AccountOrder, AccountProblem, AccountReported } from './wire.ts';

export type AccountMeans = PageMeans & { readonly shopify: Parameters<typeof customerOfToken>[0] };

/** A customer, certain by Shopify's signature, in front of one of the extension's requests. */
type Asking = { ctx: ShopContext; shop: ShopFront; customerId: string; language: Language; request: Request };
type Told = AccountOrder | AccountReported | AccountLink;
type Answer = { status: number; body: Told | AccountProblem };
type Work = (asking: Asking) => Promise<Answer>;

export function accountApi(means: AccountMeans, visitOf: (response: Response) => PageVisit): Router {
  const routes = express.Router();
  const answering = (work: Work) => (request: Request, response: Response, next: (problem: unknown) => void) => {
    answer(means, visitOf(response), request, work)
      .then(({ status, body }) => response.status(status).json(body))
      .catch(next);
  };
  routes.use(express.json({ limit: '64kb' }));
  routes.get('/orders/:orderId', answering(ofHers(showOrder)));
  routes.post('/orders/:orderId/complaints', answering(ofHers(report)));
  routes.post('/cases/:number(\\d{1,9})/link', answering(link));
  routes.use(answering(() => Promise.resolve(refused('not_found'))));
  return routes;
}

async function answer(means: AccountMeans, visit: PageVisit, request: Request, work: Work): Promise<Answer> {
  const who = await customerOfToken(means.shopify, request.get('authorization'));
  if (who === null) return refused('signed_out');
  const { shopId, customerId } = who;
  const ctx = means.contextFor(shopId, { kind: 'customer', name: '' }, visit.log);
  const shop = await getShopFront(ctx);
  if (shop === null) return refused('not_found');
  visit.shopId = shopId;
  if (!(await mayLook(ctx, customerId))) return refused('too_many');
  const wanted = queryOf(request).get('lang')?.slice(0, 2);
  const language = languages.find((one) => one === wanted) ?? 'en';
  return work({ ctx, shop, customerId, language, request });
}

/** For what is about an order of hers. */
function ofHers(work: (asking: Asking, order: Order) => Promise<Answer>): Work {
  return async (asking) => {
    const orderId = parseOrderId(asking.request.params['orderId']);
    if (orderId === null) return refused('not_found');
    const order = await ownOrder(asking.ctx, asking.customerId, orderId);
    if (!order.ok) return refused(order.error.kind === 'not_hers' ? 'not_found' : 'unavailable');
    return work(asking, order.value);
  };
}

async function showOrder({ ctx, shop, customerId, language }: Asking, order: Order): Promise<Answer> {
  const cases = await casesOnOrder(ctx, customerId, order.id);
  return told(tellOrder(order, cases, beginReport(), { language, shop, now: ctx.clock.now() }));
}

async function report({ ctx, shop, customerId, language, request }: Asking, order: Order): Promise<Answer> {
  if (!shop.intake.open) return refused('closed');
  const typed = typedIn(request.body);
  const requestId = parseRequestId(typed.one('requestId'));
  if (requestId === null) return refused('fields');
  const { answers, problems } = readReport(typed, { order, language, intake: shop.intake });
  if (Object.keys(problems).length > 0) return refused('fields', problems);
  if (!(await mayKnock(ctx, `account ${customerId}`, order.id))) return refused('too_many');
  const sent = await reportAnswers(ctx, { requestId, order, language, answers, channel: 'account' }, shop, () =>
    Promise.resolve(),
  );
  if (!sent.ok) return refused('unavailable');
  const end = await sentReport(ctx, sent.value.complaintId);
  return told(tellReported(end, { language, shop, now: ctx.clock.now() }), sent.value.joined ? 200 : 201);
}

/** Made when she wants it, so that looking at an order leaves no secret behind. */
async function link({ ctx, customerId, language, request }: Asking): Promise<Answer> {
  const address = await linkToCase(ctx, customerId, Number(request.params['number']));
  return address === null ? refused('not_found') : told({ address: `${address}?lang=${language}` });
}

const told = (body: Told, status = 200): Answer => ({ status, body });

const statuses: Record<AccountProblem['problem'], number> = {
  signed_out: 401,
  not_found: 404,
  fields: 422,
  closed: 403,
  too_many: 429,
  unavailable: 503,
};

const refused = (problem: AccountProblem['problem'], fields?: Record<string, string>): Answer => ({
  status: statuses[problem],
  body: { problem, ...(fields && { fields }) },
});
