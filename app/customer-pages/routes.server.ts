/** Every address that a customer meets. Each page stands in a folder of its own beside this file. */
import { openedLink, stepPage, stepSent } from './report/form.server.ts';
import { askPage, pickOrder, startPage } from './report/start.server.ts';
import { stepNames } from './report/steps.ts';
import express, { type Response, type Router } from 'express';
import { linkPages } from './link-pages.server.ts';
import { minePages } from './mine/mine.server.ts';
import { answering, notFound, throughLink, throughProxy, type PageMeans, type PageVisit } from './visitor.server.ts';

const formSteps = [...stepNames, 'done'].join('|');

/**
 * The pages, twice: below `/proxy`, where Shopify's app proxy sends what customers ask of the shop's own address, and below
 * `/c/<shop>`, where links of ours lead.
 */
export function customerPages(means: PageMeans, visitOf: (response: Response) => PageVisit): Router {
  const pages = express.Router({ mergeParams: true });
  pages.use(express.urlencoded({ extended: false, limit: '64kb', parameterLimit: 300 }));
  const page = (work: Parameters<typeof answering>[1]) => answering(visitOf, work);
  pages.get('/report', page(startPage));
  pages.post('/report', page(askPage));
  pages.post('/report/order', page(pickOrder));
  // Links by their secret: which page each is for, the link itself knows.
  pages.get('/:token(amc_[A-Za-z0-9_-]+)', page(openedLink));
  pages.get(`/:token(amc_[A-Za-z0-9_-]+)/:step(${formSteps})`, page(stepPage));
  pages.post(`/:token(amc_[A-Za-z0-9_-]+)/:step(${formSteps})`, page(stepSent));
  pages.use(linkPages(visitOf));
  pages.use(minePages(visitOf));
  pages.use(page(notFound));

  const routes = express.Router();
  routes.use('/proxy', throughProxy(means, visitOf), pages);
  routes.use('/c/:shop', throughLink(means, visitOf), pages);
  return routes;
}
