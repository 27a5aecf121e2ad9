import { data } from '@remix-run/node';
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import type { ClientActionFunctionArgs } from '@remix-run/react';
import { Page } from '@shopify/polaris';
import { ReaderProvider } from '#app/components/reader.tsx';
import { TwoColumnsSkeleton } from '#app/components/skeletons.tsx';
import { parseOrderId } from '#app/domain/ids.ts';
import { firstDayAmount } from '#app/domain/limits/first-day.ts';
import { err } from '#app/domain/result.ts';
import { fileProblemWords } from '#app/i18n/en/files.ts';
import { newComplaintTexts as texts } from '#app/i18n/en/new-complaint.ts';
import { readProblem } from '#app/i18n/en/problems.ts';
import { keepFiles } from '#app/services/files/receive-files.server.ts';
import { prepareFiles } from '#app/services/files/prepare-files.server.ts';
import { addContactByHand } from '#app/services/complaints/add-contact.server.ts';
import { logComplaint } from '#app/services/complaints/log-complaint.server.ts';
import { getOrderForComplaint } from '#app/services/orders/get-order-for-complaint.server.ts';
import { searchOrders } from '#app/services/orders/search-orders.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import type { StaffVisit } from '#app/web/context.server.ts';
import { keepPage } from '#app/web/keep-page.ts';
import { parseFormWithFiles } from '#app/web/parse-form.server.ts';
import { readerOf } from '#app/web/reader.server.ts';
import { refuse, refuseForm } from '#app/web/respond.server.ts';
import { ComplaintForm } from './complaint-form.tsx';
import { formSchema, describeAddProblem, describeProblem, noteOf } from './form.server.ts';
import { OrderSearch } from './order-search.tsx';
import type { Step } from './step.ts';

export { ErrorBoundary } from '#app/web/error-boundary.tsx';

export const meta = () => [{ title: texts.title }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const visit = await requireStaff(request, context);
  const params = new URL(request.url).searchParams;
  const orderId = params.get('order_id');
  const step = orderId === null ? await search(visit, params.get('q')?.trim() ?? '') : await form(visit, orderId);
  return data({ step, reader: readerOf(visit), userId: visit.ctx.actor.userId }, { status: step.status });
}

async function search({ ctx }: StaffVisit, text: string): Promise<Step> {
  if (text === '') return { kind: 'search', text, found: null, problem: null, status: 200 };
  const found = await searchOrders(ctx, text);
  return found.ok
    ? { kind: 'search', text, found: found.value, problem: null, status: 200 }
    : { kind: 'search', text, found: null, problem: readProblem(found.error), status: 200 };
}

async function form({ ctx, shop }: StaffVisit, idInAddress: string): Promise<Step> {
  const orderId = parseOrderId(idInAddress);
  const read = orderId ? await getOrderForComplaint(ctx, orderId) : err({ kind: 'not_found' as const });
  if (!read.ok) {
    const status = read.error.kind === 'not_found' ? 404 : 200;
    return { kind: 'search', text: '', found: null, problem: readProblem(read.error), status };
  }
  // An order worth more than a lead may give on her first day deserves a lead's eyes.
  const highValueMinor = firstDayAmount(200, shop.currency).minor;
  return { kind: 'form', page: read.value, highValueMinor, status: 200 };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { ctx, redirect } = await requireStaff(request, context);
  const { parsed, files } = await parseFormWithFiles(request, formSchema);
  if (!parsed.ok) return refuseForm(parsed);
  const { prepared, problems } = await prepareFiles(files['files'] ?? []);
  if (problems.length > 0) {
    const said = problems.map(fileProblemWords).join(' ');
    return refuse({ status: 422, message: '', fields: { files: said } }, parsed.values);
  }
  if (parsed.data.intent === 'add') {
    const { complaintId, requestId, channel, words } = parsed.data;
    const contact = { requestId, channel, words, note: noteOf(parsed.data) };
    const added = await addContactByHand(ctx, complaintId, contact);
    if (!added.ok) return refuse(describeAddProblem(added.error), parsed.values);
    await keepFiles(ctx, complaintId, prepared);
    return redirect(`/app/complaints/${complaintId}`);
  }
  const logged = await logComplaint(ctx, parsed.data);
  if (logged.ok) await keepFiles(ctx, logged.value.complaintId, prepared);
  if (logged.ok) return redirect(`/app/complaints/${logged.value.complaintId}`);
  return refuse(describeProblem(logged.error), parsed.values);
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  keepPage(() => serverAction<typeof action>());

export default function NewComplaint() {
  const { step, reader, userId } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const navigation = useNavigation();
  const reading = navigation.state === 'loading' && new URLSearchParams(navigation.location.search).has('order_id');
  const inForm = step.kind === 'form';
  return (
    <ReaderProvider reader={reader}>
      <Page
        title={inForm ? texts.titleFor(step.page.order.name) : texts.title}
        backAction={{ content: texts.back, url: '/app/complaints' }}
        narrowWidth={!inForm && !reading}
      >
        {reading && !inForm && <TwoColumnsSkeleton label={texts.loading} />}
        {!reading && step.kind === 'search' && <OrderSearch step={step} />}
        {step.kind === 'form' && (
          <ComplaintForm
            key={step.page.order.id}
            page={step.page}
            userId={userId}
            highValueMinor={step.highValueMinor}
            problem={answer ?? null}
          />
        )}
      </Page>
    </ReaderProvider>
  );
}
