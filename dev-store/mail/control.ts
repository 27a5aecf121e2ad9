import type { Router } from 'express';
import type { Parts } from '../control/common.ts';
import { addMailRule, mailRuleInput } from './rules.ts';

/** The mailbox, and what goes wrong on the way to it. */
export function mailRoutes(router: Router, { store }: Parts): void {
  router.get('/mails', (_request, response) => {
    response.json(store.state.mails);
  });
  router.delete('/mails', (_request, response) => {
    store.state.mails = [];
    store.touch();
    response.json({ ok: true });
  });
  router.get('/mail/faults', (_request, response) => {
    response.json(store.state.mailRules);
  });
  router.post('/mail/faults', (request, response) => {
    const rules = (Array.isArray(request.body) ? request.body : [request.body]) as unknown[];
    response.status(201).json(rules.map((rule) => addMailRule(store, mailRuleInput.parse(rule))));
  });
  router.delete('/mail/faults', (_request, response) => {
    store.state.mailRules = [];
    store.touch();
    response.json({ ok: true });
  });
}
