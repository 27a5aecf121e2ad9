import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import type { ClientActionFunctionArgs } from '@remix-run/react';
import { z } from 'zod';
import { escalationLevels } from '#app/domain/escalation.ts';
import { difficultTypes } from '#app/domain/playbooks/difficult.ts';
import { stepKeys } from '#app/domain/playbooks/playbook.ts';
import { verdicts } from '#app/domain/verdict.ts';
import { escalationTexts } from '#app/i18n/en/escalation.ts';
import { playbookTexts } from '#app/i18n/en/playbooks.ts';
import { verdictTexts } from '#app/i18n/en/verdicts.ts';
import { getHandling } from '#app/services/playbooks/get-handling.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { complaintIdOf, listField, requestIdField } from '#app/web/fields.server.ts';
import { keepPage } from '#app/web/keep-page.ts';
import { parseForm } from '#app/web/parse-form.server.ts';
import { done, notFound, refuse, refuseForm } from '#app/web/respond.server.ts';
import { readerOf } from '#app/web/reader.server.ts';
import { doHandling } from './app.complaints.$complaintId/handling/do-handling.server.ts';
import { handlingView } from './app.complaints.$complaintId/handling/handling-words.server.ts';

/** Everything that guides whoever sees to the complaint; read when somebody wants to see it. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const visit = await requireStaff(request, context);
  const handling = await getHandling(visit.ctx, complaintIdOf(params));
  if (!handling) throw notFound('Complaint');
  return handlingView(handling, readerOf(visit));
}

const longest = 2000;
const words = (missing: string) => z.string().trim().min(1, missing).max(longest, playbookTexts.tooLong(longest));
const maybeWords = z.string().trim().max(longest, playbookTexts.tooLong(longest)).default('');

const schema = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('step'),
    requestId: requestIdField,
    step: z.enum(stepKeys),
    outcome: z.string(playbookTexts.choose).min(1, playbookTexts.choose),
    note: maybeWords,
  }),
  z.object({
    do: z.literal('difficult'),
    type: z.enum(['', ...difficultTypes]).transform((type) => (type === '' ? null : type)),
  }),
  z.object({
    do: z.literal('verdict'),
    requestId: requestIdField,
    verdict: z.enum(verdicts, verdictTexts.choose),
    note: words(verdictTexts.noteMissing),
    files: listField(z.uuid()),
    facts: listField(z.string().max(300)),
    why: maybeWords,
  }),
  z.object({ do: z.literal('ask_address'), requestId: requestIdField }),
  z.object({ do: z.literal('refuse'), why: words(verdictTexts.refuseWhyMissing) }),
  z.object({
    do: z.literal('escalate'),
    to: z.enum(escalationLevels),
    reason: words(escalationTexts.reasonMissing),
    by: z.iso.date(escalationTexts.byMissing),
  }),
  z.object({ do: z.literal('answer'), answer: words(escalationTexts.answerMissing) }),
]);
export type HandlingForm = z.output<typeof schema>;

/** Takes a step, gives a verdict, closes as refused, passes up or answers. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const visit = await requireStaff(request, context);
  const complaintId = complaintIdOf(params);
  const parsed = await parseForm(request, schema);
  if (!parsed.ok) return refuseForm(parsed);
  const did = await doHandling(visit.ctx, complaintId, parsed.data, readerOf(visit));
  return did.ok ? done({ did: parsed.data.do, said: did.value }) : refuse(did.error, parsed.values);
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  keepPage(() => serverAction<typeof action>());
