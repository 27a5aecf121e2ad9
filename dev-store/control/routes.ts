import express, { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { cancellationRoutes } from '../cancellation/control.ts';
import { disputeRoutes } from '../disputes/control.ts';
import { fileRoutes } from '../files/control.ts';
import { uploadRouter } from '../files/uploads.ts';
import { fulfillmentRoutes } from '../fulfillment/control.ts';
import { mailRoutes } from '../mail/control.ts';
import { returnRoutes } from '../returns/control.ts';
import { appRoutes, webhookRoutes } from './app-routes.ts';
import { benefitRoutes } from './benefit-routes.ts';
import { BadRequest, type Parts } from './common.ts';
import { productImage } from './images.ts';
import { orderRoutes } from './order-routes.ts';
import { statePage } from './page.ts';
import { stockRoutes } from './stock-routes.ts';
import { stateView } from './views.ts';
import { worldRoutes } from './world-routes.ts';

/** Everything under `/dev-store/`: what tests and people use to look into the store and to move it. */
export function controlRouter(parts: Parts): Router {
  const router = Router();
  router.use('/uploads', uploadRouter(parts));
  router.use(express.json({ limit: '1mb' }));
  looking(router, parts);
  worldRoutes(router, parts);
  orderRoutes(router, parts);
  benefitRoutes(router, parts);
  stockRoutes(router, parts);
  fulfillmentRoutes(router, parts);
  returnRoutes(router, parts);
  cancellationRoutes(router, parts);
  disputeRoutes(router, parts);
  fileRoutes(router, parts);
  mailRoutes(router, parts);
  appRoutes(router, parts);
  webhookRoutes(router, parts);
  router.use((error: Error, _request: Request, response: Response, next: (error: Error) => void) => {
    if (error instanceof BadRequest || error instanceof z.ZodError || error instanceof SyntaxError) {
      response.status(400).json({ error: error instanceof z.ZodError ? z.prettifyError(error) : error.message });
    } else next(error);
  });
  return router;
}

function looking(router: Router, { store }: Parts): void {
  router.get('/', (_request, response) => {
    response.type('html').send(statePage(store));
  });
  router.get('/state', (_request, response) => {
    response.json(stateView(store));
  });
  router.get('/requests', (_request, response) => {
    response.json(store.state.requests);
  });
  router.get('/images/:name', (request, response) => {
    response.setHeader('Cache-Control', 'public, max-age=86400');
    response.type('image/svg+xml').send(productImage(request.params.name));
  });
}
