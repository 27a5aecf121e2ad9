/** What links of ours open, `/c/<shop>/<secret>`: each its own page, and one page for all that open nothing. */
import express, { type Request, type Response, type Router } from 'express';
import { sendNewLink } from '#app/services/customer-links/send-new-link.server.ts';
import { openLink, type OpenedLink } from '#app/services/customer-links/open-link.server.ts';
import { showCase, writeCase } from './case/case.server.ts';
import { fieldOf } from './field.ts';
import { linkOver, newLinkAsked } from './link-over.ts';
import { answering, type Answer, type PageVisit, type Visitor } from './visitor.server.ts';

const secret = '/:secret(amc_[^/]+)';
const open = ({ ctx }: Visitor, request: Request): Promise<OpenedLink | null> =>
  openLink(ctx, request.params['secret'], ['status']);

export function linkPages(visitOf: (response: Response) => PageVisit): Router {
  const routes = express.Router({ mergeParams: true });
  routes.get(secret, answering(visitOf, show));
  routes.post(secret, answering(visitOf, change));
  return routes;
}

async function show(visitor: Visitor, request: Request): Promise<Answer> {
  const link = await open(visitor, request);
  return link?.complaintId ? showCase(visitor, request, link.complaintId) : linkOver(visitor.language);
}

async function change(visitor: Visitor, request: Request): Promise<Answer> {
  if (fieldOf(request, 'do') === 'new_link') {
    await sendNewLink(visitor.ctx, request.params['secret']);
    return newLinkAsked(visitor.language);
  }
  const link = await open(visitor, request);
  return link?.complaintId ? writeCase(visitor, request, link.complaintId) : linkOver(visitor.language);
}
