import { BlockStack, InlineError, Text } from '@shopify/polaris';
import { acceptedFiles } from '#app/domain/files/accepted.ts';
import { fileFieldTexts, fileTexts as texts } from '#app/i18n/en/files.ts';

/** Photos and files that go with the complaint: the browser's own field, which people know. */
export function FileField({ error }: { error: string | undefined }) {
  return (
    <BlockStack gap="100">
      <label htmlFor="complaint-files">
        <Text as="span">{texts.title}</Text>
      </label>
      <input
        id="complaint-files"
        type="file"
        name="files"
        multiple
        accept={acceptedFiles}
        aria-describedby="complaint-files-hint complaint-files-error"
        aria-invalid={error !== undefined}
        style={{ maxWidth: '100%' }}
      />
      <span id="complaint-files-hint">
        <Text as="span" tone="subdued">
          {fileFieldTexts.hint}
        </Text>
      </span>
      {error !== undefined && (
        <span id="complaint-files-error">
          <InlineError message={error} fieldID="complaint-files" />
        </span>
      )}
    </BlockStack>
  );
}
