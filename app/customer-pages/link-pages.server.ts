/** What links of ours open, `/c/<shop>/<secret>`: each its own page, and one page for all that open nothing. */
import express, { type Request, type Response, type Router } from 'express';
import { sendNewLink } from '#app/services/customer-links/send-new-link.server.ts';
import { openLink } from '#app/services/customer-links/open-link.server.ts';
import { showAddress, takeAddress } from './address/address.server.ts';
import { showAsk, takeAnswer } from './ask/ask.server.ts';
import { callCase, showCase, writeCase } from './case/case.server.ts';
import { fieldOf } from './field.ts';
import { linkOver, newLinkAsked } from './link-over.ts';
import { answering, type Answer, type PageVisit, type Visitor } from './visitor.server.ts';

const secret = '/:secret(amc_[^/]+)';
export function linkPages(visitOf: (response: Response) => PageVisit): Router {
  const routes = express.Router({ mergeParams: true });
  routes.get(secret, answering(visitOf, show));
  routes.post(secret, answering(visitOf, change));
  return routes;
}

async function show(visitor: Visitor, request: Request): Promise<Answer> {
  const link = await openLink(visitor.ctx, request.params['secret'], ['status', 'survey', 'check_in', 'address']);
  if (!link?.complaintId) return linkOver(visitor.language);
  if (link.purpose === 'address') return showAddress(visitor, request);
  return link.purpose === 'status' ? showCase(visitor, request, link.complaintId) : showAsk(visitor, request);
}

async function change(visitor: Visitor, request: Request): Promise<Answer> {
  const { ctx, language } = visitor;
  // What she writes may come with files; nothing of a body is read before its link is known to be good.
  const does = request.is('multipart/form-data') ? 'write' : fieldOf(request, 'do');
  switch (does) {
    case 'new_link':
      await sendNewLink(ctx, request.params['secret']);
      return newLinkAsked(language);
    case 'write':
    case 'call': {
      const link = await openLink(ctx, request.params['secret'], ['status']);
      if (!link?.complaintId) return linkOver(language);
      return (does === 'write' ? writeCase : callCase)(visitor, request, link.complaintId);
    }
    case 'address':
      return takeAddress(visitor, request);
    case 'answer':
      return takeAnswer(visitor, request);
    default:
      return linkOver(language);
  }
}
