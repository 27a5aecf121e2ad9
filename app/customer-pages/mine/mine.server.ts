/** What whoever is signed in at the shop has reported: `/apps/amends/complaints`, by Shopify's app proxy. */
import express, { type Request, type Response, type Router } from 'express';
import { caseTexts } from '#app/i18n/customer/case.ts';
import { linkToCase, listCases } from '#app/services/case-page/list-cases.server.ts';
import { mayLook } from '#app/services/intake/ask-for-link.server.ts';
import { html, type Fragment } from '../html.ts';
import { keepWhole } from '../keep-whole.ts';
import { answering, failed, notFound, type Answer, type PageVisit, type Visitor } from '../visitor.server.ts';
import { writerFor } from '../written.ts';

export function minePages(visitOf: (response: Response) => PageVisit): Router {
  const routes = express.Router({ mergeParams: true });
  routes.get('/complaints', answering(visitOf, showMine));
  routes.get('/complaints/:number(\\d{1,9})', answering(visitOf, openOne));
  return routes;
}

async function showMine({ ctx, customerId, language, base, shop }: Visitor): Promise<Answer> {
  const texts = caseTexts[language];
  const { title, none, signIn, open } = texts.list;
  const page = (content: Fragment): Answer => ({
    page: {
      title,
      content: html`<h1>${title}</h1>
        ${content}`,
      inLanguage: (other) => `?lang=${other}`,
    },
  });
  if (customerId === null) return page(html`<p>${signIn}</p>`);
  const cases = await listCases(ctx, customerId);
  if (cases.length === 0) return page(html`<p>${none}</p>`);
  const { day } = writerFor(language, shop.timeZone, ctx.clock.now());
  return page(
    cases.map(
      ({ number, order, state, since }) =>
        html`<article class="card">
          <h2 class="words">${keepWhole(texts.title(`C-${String(number)}`))}</h2>
          <p class="quiet words">${texts.aboutOrder(order, day(since))}</p>
          <p>${texts.state[state]}</p>
          <p>
            <a href="${base}/complaints/${number}">${open}<span class="visually-hidden"> C-${number}</span></a>
          </p>
        </article>`,
    ),
  );
}

/** To the page of one of hers. Of another's complaint nobody learns whether it is there. */
async function openOne(visitor: Visitor, request: Request): Promise<Answer> {
  const { ctx, customerId } = visitor;
  if (customerId === null) return showMine(visitor);
  // Each leaves a secret of its own behind.
  if (!(await mayLook(ctx, customerId))) return failed(visitor, 429);
  const address = await linkToCase(ctx, customerId, Number(request.params['number']));
  return address === null ? notFound(visitor) : { to: address };
}
