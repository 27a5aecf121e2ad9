import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { ShouldRevalidateFunctionArgs } from '@remix-run/react';
import { Page } from '@shopify/polaris';
import { StateBadge } from '#app/components/badges.tsx';
import type { Reader } from '#app/components/formats.ts';
import { ReaderProvider } from '#app/components/reader.tsx';
import { parseComplaintId } from '#app/domain/ids.ts';
import { complaintTexts as texts } from '#app/i18n/en/complaint.ts';
import { complaintNumber, reasonWords } from '#app/i18n/en/words.ts';
import { getComplaintPage } from '#app/services/complaints/get-complaint-page.server.ts';
import type { ComplaintPage } from '#app/services/views.ts';
import { requireStaff } from '#app/web/context.server.ts';
import { readerOf } from '#app/web/reader.server.ts';
import { pageProblem } from '#app/web/respond.server.ts';
import { Beside } from '#app/components/calm.tsx';
import { CaseHeader } from './case-header.tsx';
import type { ClockLine } from './case-header.tsx';
import { CaseLayout } from './case-layout.tsx';
import { clockLines } from './clock-lines.server.ts';
import { playbookLine } from './handling/playbook-line.server.ts';
import { CustomerCard } from './customer-card.tsx';
import { OrderCard } from './order-card.tsx';
import { ParcelCard } from './parcel-card.tsx';
import type { PanelWords } from './panel-words.ts';
import { panelWords } from './panel-words.server.ts';
import { PutItRight } from './put-it-right.tsx';
import { storyLines } from './story-lines.server.ts';
import { Story } from './story.tsx';
import type { StoryLineView } from './story.tsx';
import { useHandling } from './use-handling.tsx';
import { useTalk } from './use-talk.tsx';
import { useMoves } from './use-moves.ts';
import { useSettling } from './use-settling.ts';
import { warns, WatchOut } from './watch-out.tsx';

export { ErrorBoundary } from '#app/web/error-boundary.tsx';

export const meta = ({ data }: { data?: Awaited<ReturnType<typeof loader>> }) => [
  { title: data ? `${complaintNumber(data.page.complaint.number)} · ${data.page.order.name}` : texts.notFound.title },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const visit = await requireStaff(request, context);
  const complaintId = parseComplaintId(params['complaintId']);
  const page = complaintId && (await getComplaintPage(visit.ctx, complaintId));
  if (!page?.ok) throw pageProblem(404, { title: texts.notFound.title, message: texts.notFound.text });
  const reader = readerOf(visit);
  return {
    // What happened goes out in words.
    page: { ...page.value, story: [], messages: [], clocks: null },
    words: await panelWords(page.value, reader),
    story: storyLines(page.value, reader),
    clocks: clockLines(page.value, reader),
    playbook: playbookLine(page.value, reader),
    reader,
    userId: visit.ctx.actor.userId,
  };
}

/** A refusal is in the story, so the page is read again after it; nobody answering means it could not be read. */
export function shouldRevalidate({ formAction, actionStatus, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
  return actionStatus === 503 ? false : defaultShouldRevalidate || formAction !== undefined;
}

export default function Complaint() {
  const { page, ...rest } = useLoaderData<typeof loader>();
  // From one case to the next nothing is taken along: no form, no answer.
  return <Case key={page.complaint.id} page={page} {...rest} />;
}

type Props = {
  page: ComplaintPage;
  words: PanelWords;
  story: StoryLineView[];
  clocks: ClockLine[];
  playbook: string;
  reader: Reader;
  userId: string;
};

function Case({ reader, ...rest }: Props) {
  return (
    <ReaderProvider reader={reader}>
      <CasePage {...rest} />
    </ReaderProvider>
  );
}

function CasePage({ page, words, story, clocks, playbook, userId }: Omit<Props, 'reader'>) {
  const { complaint, order } = page;
  const talk = useTalk(page, userId);
  const moves = useMoves(complaint);
  const handling = useHandling({ complaintId: complaint.id, userId, line: playbook, reply: talk.reply });
  const problem = talk.problem ?? handling.problem ?? moves.problem;
  useSettling(complaint.id, page.remedies);
  const watching = { said: words.watchOut, others: page.history.filter((row) => row.orderId === order.id) };
  const warned = warns(watching);
  return (
    <Page
      title={texts.title(complaintNumber(complaint.number), reasonWords[complaint.reason])}
      titleMetadata={<StateBadge state={complaint.state} />}
      backAction={{ content: texts.back, url: '/app/complaints' }}
      secondaryActions={[...talk.actions, { content: texts.call, url: `/app/complaints/${complaint.id}/call` }]}
      actionGroups={[{ title: texts.moveOn, actions: [...moves.actions, talk.promise, ...handling.actions] }]}
    >
      {problem && <Beside>{problem}</Beside>}
      {talk.part}
      {handling.part}
      <CaseHeader
        complaint={complaint}
        lines={page.lines}
        files={page.files}
        people={page.people}
        orderName={order.name}
        clocks={clocks}
      />
      <CaseLayout
        warning={warned && <WatchOut {...watching} />}
        playbook={handling.playbook}
        main={<PutItRight page={page} words={words} userId={userId} reopen={moves.reopen} />}
        story={<Story complaintId={complaint.id} userId={userId} lines={story} />}
        beside={
          <>
            <OrderCard order={order} fetchedAt={page.orderFetchedAt} complaintId={complaint.id} />
            <ParcelCard parcels={page.parcels} shipTo={order.shipTo} />
            <CustomerCard order={order} history={page.history} given={page.historyGiven} />
            {!warned && <WatchOut {...watching} />}
          </>
        }
      />
    </Page>
  );
}
