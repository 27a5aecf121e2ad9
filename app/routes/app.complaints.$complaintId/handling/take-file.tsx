import { useRevalidator } from '@remix-run/react';
import { BlockStack, Button, InlineStack, Text } from '@shopify/polaris';
import { useState } from 'react';
import { Beside } from '#app/components/calm.tsx';
import { takeFileTexts as texts } from '#app/i18n/en/whole-file.ts';

/** The browser reads it from us when it likes, once we are done with it. */
const keptMs = 60_000;

/** Downloads all that is known of the complaint as one page. */
export function TakeFile({ complaintId, name }: { complaintId: string; name: string }) {
  const { revalidate } = useRevalidator();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const take = async () => {
    setBusy(true);
    const taken = await fetchFile(complaintId);
    setBusy(false);
    setProblem(taken.ok ? null : taken.message);
    if (!taken.ok) return;
    save(taken.file, name);
    // Now it stands in the story.
    revalidate();
  };
  return (
    <BlockStack gap="100">
      <InlineStack>
        <Button variant="plain" loading={busy} onClick={() => void take()}>
          {texts.take}
        </Button>
      </InlineStack>
      <Text as="p" tone="subdued" variant="bodySm">
        {texts.what}
      </Text>
      {problem && <Beside>{problem}</Beside>}
    </BlockStack>
  );
}

type Taken = { ok: true; file: Blob } | { ok: false; message: string };

/** App Bridge puts the token on it, which a link could not carry. */
async function fetchFile(complaintId: string): Promise<Taken> {
  try {
    const answer = await fetch(`/app/complaints/${complaintId}/file`);
    if (answer.status === 403) return { ok: false, message: texts.notYours };
    return answer.ok ? { ok: true, file: await answer.blob() } : { ok: false, message: texts.failed };
  } catch {
    return { ok: false, message: texts.failed };
  }
}

function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), keptMs);
}
