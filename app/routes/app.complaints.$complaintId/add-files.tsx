import { useFetcher } from '@remix-run/react';
import { Button } from '@shopify/polaris';
import { useEffect, useRef } from 'react';
import { Beside } from '#app/components/calm.tsx';
import { acceptedFiles } from '#app/domain/files/accepted.ts';
import { fileTexts as texts } from '#app/i18n/en/files.ts';
import { tellDone } from '#app/web/tell-done.ts';
import type { action } from '../app.complaints.$complaintId.files.tsx';

/** Adds photos and files to a complaint as soon as they are chosen. Those that are not taken are named with the reason. */
export function AddFiles({ complaintId }: { complaintId: string }) {
  const fetcher = useFetcher<typeof action>();
  const input = useRef<HTMLInputElement>(null);
  const answer = fetcher.data;
  useEffect(() => {
    if (!answer) return;
    // The same file may be chosen once more.
    if (input.current) input.current.value = '';
    if (answer.ok) tellDone(texts.added);
  }, [answer]);
  return (
    <fetcher.Form method="post" action={`/app/complaints/${complaintId}/files`} encType="multipart/form-data">
      <input
        ref={input}
        type="file"
        name="files"
        aria-label={texts.add}
        multiple
        accept={acceptedFiles}
        hidden
        onChange={(event) => fetcher.submit(event.currentTarget.form)}
      />
      <Button variant="plain" loading={fetcher.state !== 'idle'} onClick={() => input.current?.click()}>
        {texts.add}
      </Button>
      {answer && !answer.ok && <Beside>{answer.message}</Beside>}
    </fetcher.Form>
  );
}
