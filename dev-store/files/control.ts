import type { Router } from 'express';
import { z } from 'zod';
import { BadRequest, numberOf, type Parts } from '../control/common.ts';
import { finishFile } from './store.ts';

/** When files are ready. */
export function fileRoutes(router: Router, { store }: Parts): void {
  router.get('/files', (_request, response) => {
    response.json(store.state.files);
  });
  router.post('/files/rules', (request, response) => {
    store.state.fileRules = z.object({ readyAfterMs: z.number().min(0).nullable() }).parse(request.body);
    store.touch();
    response.json(store.state.fileRules);
  });
  router.post('/files/:id/finish', (request, response) => {
    const file = store.state.files.find((one) => one.id === numberOf(request.params.id));
    if (file === undefined) throw new BadRequest(`no file ${request.params.id}`);
    finishFile(store, file.id);
    response.json(file);
  });
}
