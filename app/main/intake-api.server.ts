import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { channels, longestWords, reasons, severities, wantedOutcomes } from '#app/domain/complaint/complaint.ts';
import { parseOrderId, parseShopId, type OrderId } from '#app/domain/ids.ts';
import { languages } from '#app/domain/language.ts';
import { letIn, type Tool } from '#app/services/intake-api/let-in.server.ts';
import {
  reportByTool,
  toolReport,
  type ToolReported,
  type ToolReportProblem,
} from '#app/services/intake-api/report-by-tool.server.ts';
import type { ShopContext } from '#app/services/context.ts';
import type { Visit } from '#app/web/load-context.ts';
import type { Amends } from './compose.server.ts';

const mostBytes = '256kb';
const tryLaterS = 30;

const orderId = z.string().transform((text, issues): OrderId => {
  const id = parseOrderId(text);
  if (id !== null) return id;
  issues.addIssue({ code: 'custom', message: 'the number of an order at Shopify, as text' });
  return z.NEVER;
});
/** NUL is a sign in JSON, and none that the database takes. */
const text = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((words) => !words.includes('\0'), 'no sign of the value 0');
const externalId = z.string().regex(/^[\w.:/@#-]{1,100}$/, 'up to 100 letters, digits and . : / @ # - _');

/** What a tool sends: docs/api/intake.yaml says the same, and a test holds one against the other. */
const reportSchema = z.strictObject({
  externalId,
  order: z.union([z.strictObject({ id: orderId }), z.strictObject({ name: text(50) })], {
    error: 'either { "id": … } or { "name": … }',
  }),
  lines: z
    .array(z.strictObject({ lineItemId: z.string().regex(/^\d{1,19}$/), quantity: z.int().min(1).max(100_000) }))
    .min(1)
    .max(100)
    .optional(),
  reason: z.enum(reasons),
  channel: z.enum(channels),
  wantedOutcome: z.enum(wantedOutcomes).default('other'),
  severity: z.enum(severities).optional(),
  language: z.enum(languages).optional(),
  words: text(longestWords),
});

type FieldError = { field: string; message: string };
/** RFC 9457. */
type Problem = {
  status: number;
  type: string;
  title: string;
  detail: string;
  errors?: FieldError[];
  retryAfter?: number;
};

/** The way in for other tools of a shop: signed, counted, and the same again is the same (docs/api/intake.yaml). */
export function intakeApi(amends: Amends, visitOf: (response: Response) => Visit): Router {
  const router = express.Router();
  const route = '/api/intake/complaints';
  router.use(route, express.raw({ type: () => true, limit: mostBytes }));
  router.post(route, (request, response, next) => {
    signed(amends, visitOf(response), request, response, report).catch(next);
  });
  router.get(`${route}/:externalId`, (request, response, next) => {
    signed(amends, visitOf(response), request, response, look).catch(next);
  });
  router.use(route, (_request, response) => {
    refuse(response, { ...problems.notThere, status: 405, title: 'No such request' });
  });
  return router;
}

type Answer = (ctx: ShopContext, tool: Tool, request: Request, response: Response) => Promise<void>;

async function signed(
  amends: Amends,
  visit: Visit,
  request: Request,
  response: Response,
  answer: Answer,
): Promise<void> {
  const header = (name: string): string => request.get(`x-amends-${name}`) ?? '';
  const shopId = parseShopId(header('shop'));
  if (shopId === null) return refuse(response, problems.notSigned);
  const ctx = amends.contextFor(shopId, { kind: 'customer', name: '' }, visit.log);
  const tool = await letIn(ctx, {
    keyId: header('key'),
    seconds: header('timestamp'),
    signature: header('signature'),
    method: request.method,
    path: request.originalUrl,
    body: bodyOf(request),
  });
  if (!tool.ok) return refuse(response, keptOut[tool.error.kind]);
  visit.shopId = shopId;
  visit.noted = { ...visit.noted, intakeKey: tool.value.keyId };
  return answer(ctx, tool.value, request, response);
}

const report: Answer = async (ctx, tool, request, response) => {
  const body = jsonOf(request);
  if (body === undefined) return refuse(response, problems.noJson);
  const parsed = reportSchema.safeParse(body);
  if (!parsed.success) {
    const errors = parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), message }));
    return refuse(response, { ...problems.fields, errors });
  }
  const reported = await reportByTool(ctx, tool, parsed.data);
  if (!reported.ok) return refuse(response, problemOf(reported.error));
  const { repeated, joined } = reported.value;
  response.status(repeated || joined ? 200 : 201).json(wire(reported.value));
};

const look: Answer = async (ctx, tool, request, response) => {
  const found = await toolReport(ctx, tool, request.params['externalId'] ?? '');
  if (found === null) return refuse(response, problems.notThere);
  response.json(wire(found));
};

const wire = ({ externalId, number, state, joined, receivedAt, updatedAt }: ToolReported) => ({
  ...{ externalId, number: `C-${String(number)}`, state, joined },
  receivedAt: receivedAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
});

const bodyOf = (request: Request): Uint8Array => (Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));

function jsonOf(request: Request): unknown {
  if (!request.is('application/json')) return undefined;
  try {
    return JSON.parse(Buffer.from(bodyOf(request)).toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

const problem = (status: number, type: string, title: string, detail: string, retryAfter?: number): Problem => ({
  ...{ status, type: `urn:amends:intake:${type}`, title, detail },
  ...(retryAfter !== undefined && { retryAfter }),
});

const problems = {
  notSigned: problem(401, 'not-signed', 'Not signed', 'No key of this shop has signed these bytes.'),
  notOfNow: problem(
    401,
    'not-of-now',
    'Too old',
    'The timestamp is more than five minutes from now. Sign each try anew.',
  ),
  tooOften: problem(429, 'too-often', 'Too often', 'This key may be used 120 times a minute.', 60),
  noJson: problem(415, 'no-json', 'No JSON', 'The body has to be JSON, and the content type application/json.'),
  fields: problem(422, 'fields', 'Some fields do not hold', 'See errors.'),
  notThere: problem(404, 'not-there', 'Not there', 'This key has sent nothing under this id.'),
  otherBefore: problem(
    409,
    'other-before',
    'Something else before',
    'This key has sent something else under this id before.',
  ),
  unavailable: problem(
    503,
    'unavailable',
    'Try again',
    'Shopify does not answer at the moment. Nothing was logged.',
    tryLaterS,
  ),
};

const keptOut = { not_signed: problems.notSigned, not_of_now: problems.notOfNow, too_often: problems.tooOften };

function problemOf(error: ToolReportProblem): Problem {
  const field = (name: string, message: string): Problem => ({
    ...problems.fields,
    errors: [{ field: name, message }],
  });
  switch (error.kind) {
    case 'other_before':
    case 'request_reused':
      return problems.otherBefore;
    case 'order_not_found':
      return field('order', 'the shop has no order of this name, or several');
    case 'order':
      return error.problem.kind === 'not_found' ? field('order', 'the shop has no such order') : problems.unavailable;
    case 'no_lines':
      return field('lines', 'at least one');
    case 'unknown_line':
      return field('lines', `${error.lineItemId} is no line of this order`);
    case 'quantity_too_large':
      return field('lines', `the order has only ${String(error.left)} of ${error.lineItemId}`);
  }
}

function refuse(response: Response, { retryAfter, ...told }: Problem): void {
  if (retryAfter !== undefined) response.set('Retry-After', String(retryAfter));
  response.status(told.status).type('application/problem+json').send(JSON.stringify(told));
}
