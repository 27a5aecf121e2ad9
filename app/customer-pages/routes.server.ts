/** Every address that a customer meets. Each page stands in a folder of its own beside this file. */
import express, { type Response, type Router } from 'express';
import { linkPages } from './link-pages.server.ts';
import { answering, notFound, throughLink, throughProxy, type PageMeans, type PageVisit } from './visitor.server.ts';

/**
 * The pages, twice: below `/proxy`, where Shopify's app proxy sends what customers ask of the shop's own address, and below
 * `/c/<shop>`, where links of ours lead.
 */
export function customerPages(means: PageMeans, visitOf: (response: Response) => PageVisit): Router {
  const pages = express.Router({ mergeParams: true });
  pages.use(express.urlencoded({ extended: false, limit: '64kb', parameterLimit: 300 }));
  pages.use(linkPages(visitOf));
  pages.use(answering(visitOf, notFound));

  const routes = express.Router();
  routes.use('/proxy', throughProxy(means, visitOf), pages);
  routes.use('/c/:shop', throughLink(means, visitOf), pages);
  return routes;
}
