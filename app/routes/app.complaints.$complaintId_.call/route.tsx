import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { ClientActionFunctionArgs } from '@remix-run/react';
import { BlockStack, InlineGrid, Link, Page, Text } from '@shopify/polaris';
import { Facts } from '#app/components/facts.tsx';
import { ReaderProvider } from '#app/components/reader.tsx';
import { SectionCard } from '#app/components/section-card.tsx';
import { momentAt } from '#app/domain/shop-day.ts';
import { difficultScripts, reasonScripts } from '#app/i18n/en/call-scripts.ts';
import { callPageTexts as texts } from '#app/i18n/en/calls.ts';
import { complaintNumber, guest, reasonWords } from '#app/i18n/en/words.ts';
import { dropCallback, planCall, takeCall } from '#app/services/calls/change-callback.server.ts';
import { getCallPage } from '#app/services/calls/get-call-page.server.ts';
import { logCall } from '#app/services/calls/log-call.server.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { complaintIdOf } from '#app/web/fields.server.ts';
import { keepPage } from '#app/web/keep-page.ts';
import { parseForm } from '#app/web/parse-form.server.ts';
import { readerOf } from '#app/web/reader.server.ts';
import { done, notFound, refuse, refuseForm } from '#app/web/respond.server.ts';
import { BeforeCard } from './before-card.tsx';
import { callSchema } from './call-form.server.ts';
import { InsteadCard } from './instead-card.tsx';
import { LogCard } from './log-card.tsx';
import { PlanCard } from './plan-card.tsx';
import { ScriptCard } from './script-card.tsx';
import { WhomCard } from './whom-card.tsx';

export { ErrorBoundary } from '#app/web/error-boundary.tsx';
export { afterSuccess as shouldRevalidate } from '#app/web/after-success.ts';

export const meta = ({ data }: { data?: Awaited<ReturnType<typeof loader>> }) => [
  { title: texts.title(data?.page.complaint.customerName ?? guest) },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const visit = await requireStaff(request, context);
  const page = await getCallPage(visit.ctx, complaintIdOf(params));
  if (!page) throw notFound('Complaint');
  const script = { reason: reasonScripts[page.complaint.reason], difficult: difficultScripts };
  return { page, script, reader: readerOf(visit), userId: visit.ctx.actor.userId };
}

/** Writes down a call, plans one, takes it on, or takes it off the list. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { ctx, shop } = await requireStaff(request, context);
  const complaintId = complaintIdOf(params);
  const parsed = await parseForm(request, callSchema);
  if (!parsed.ok) return refuseForm(parsed);
  const asked = parsed.data;
  if (asked.intent === 'take' || asked.intent === 'drop') {
    const changed =
      asked.intent === 'take' ? await takeCall(ctx, complaintId) : await dropCallback(ctx, complaintId, asked.why);
    return changed.ok ? done({ did: asked.intent }) : refuse({ status: 409, message: texts.who.over }, parsed.values);
  }
  if (asked.intent === 'plan') {
    const planned = await planCall(ctx, complaintId, { phone: asked.phone, ...asked.slot });
    if (!planned.ok) throw notFound('Complaint');
    return done({ did: asked.intent });
  }
  const { errors } = texts.log;
  const at = momentAt(asked.day, asked.time, shop.timeZone);
  if (at > ctx.clock.now()) return refuse({ status: 422, message: '', fields: { time: errors.future } }, parsed.values);
  const promise = asked.promise === 'on' ? { kind: asked.promiseKind, day: asked.promiseDay } : null;
  const logged = await logCall(ctx, complaintId, {
    ...asked,
    at,
    promise: asked.outcome === 'reached' ? promise : null,
  });
  if (logged.ok) return done({ did: asked.intent });
  switch (logged.error.kind) {
    case 'not_found':
      throw notFound('Complaint');
    case 'request_reused':
      return refuse({ status: 409, message: errors.reused }, parsed.values);
    case 'promise_past':
      return refuse({ status: 422, message: '', fields: { promiseDay: errors.promisePast } }, parsed.values);
    case 'no_next_try':
      return refuse({ status: 422, message: '', fields: { nextTry: errors.nextTry } }, parsed.values);
  }
}

export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  keepPage(() => serverAction<typeof action>());

/** One call: whom and when, what to say, how it went. */
export default function Call() {
  const { page, script, reader, userId } = useLoaderData<typeof loader>();
  const { complaint } = page;
  const number = complaintNumber(complaint.number);
  return (
    <ReaderProvider reader={reader}>
      <Page
        title={texts.title(complaint.customerName ?? guest)}
        subtitle={`${number}, ${reasonWords[complaint.reason].toLowerCase()}`}
        backAction={{ content: texts.back(number), url: `/app/complaints/${complaint.id}` }}
      >
        <InlineGrid columns={{ xs: 1, md: '2fr 1fr' }} gap="400" alignItems="start">
          <BlockStack gap="400">
            <WhomCard page={page} />
            {page.instead && <InsteadCard key={page.calls[0]?.id} complaintId={complaint.id} instead={page.instead} />}
            <ScriptCard opening={page.opening} script={script} />
            <LogCard page={page} userId={userId} />
          </BlockStack>
          <BlockStack gap="400">
            <SectionCard
              title={texts.complaint.title}
              end={<Link url={`/app/complaints/${complaint.id}`}>{number}</Link>}
            >
              <Text as="p" breakWord>
                “{complaint.words}”
              </Text>
              <Facts
                facts={[
                  { name: texts.complaint.order, value: complaint.orderName },
                  { name: texts.complaint.items, value: complaint.items },
                ]}
              />
            </SectionCard>
            <PlanCard key={page.waiting?.from ?? 'none'} page={page} />
            <BeforeCard calls={page.calls} />
          </BlockStack>
        </InlineGrid>
      </Page>
    </ReaderProvider>
  );
}
