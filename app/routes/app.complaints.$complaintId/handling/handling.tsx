import { useFetcher } from '@remix-run/react';
import { Box, Text } from '@shopify/polaris';
import { useEffect } from 'react';
import type { Topic } from '#app/domain/messages/topics.ts';
import { playbookTexts } from '#app/i18n/en/playbooks.ts';
import type { loader } from '../../app.complaints.$complaintId.handling.tsx';
import { PassUp } from './pass-up.tsx';
import { Steps } from './steps.tsx';
import { RefuseForm, VerdictForm } from './verdict-form.tsx';

/** What is done with a complaint besides giving. */
export type Handled = 'verdict' | 'refuse' | 'escalate';

type Props = {
  complaintId: string;
  userId: string;
  show: Handled | 'playbook';
  /** Opens a reply that begins with this text. */
  reply: (topic: Topic) => void;
  close: () => void;
};

/** The steps of the playbook, or one of the forms. */
export function Handling({ complaintId, userId, show, reply, close }: Props) {
  const fetcher = useFetcher<typeof loader>();
  const { load } = fetcher;
  useEffect(() => {
    void load(`/app/complaints/${complaintId}/handling`);
  }, [load, complaintId]);
  const view = fetcher.data;
  const about = { complaintId, userId, close };
  if (!view)
    return (
      <Text as="p" tone="subdued">
        {playbookTexts.loading}
      </Text>
    );
  switch (show) {
    case 'playbook':
      return <Steps {...about} view={view} reply={reply} />;
    case 'verdict':
      return (
        <Above>
          <VerdictForm {...about} view={view} />
        </Above>
      );
    case 'refuse':
      return (
        <Above>
          <RefuseForm {...about} view={view} />
        </Above>
      );
    case 'escalate':
      return (
        <Above>
          <PassUp {...about} view={view} />
        </Above>
      );
  }
}

const Above = ({ children }: { children: React.ReactNode }) => <Box paddingBlockEnd="400">{children}</Box>;
