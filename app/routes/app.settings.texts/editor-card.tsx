import { ActionList, BlockStack, Button, InlineStack, Popover, Scrollable, Text, TextField } from '@shopify/polaris';
import { useRef, useState } from 'react';
import { SectionCard } from '#app/components/section-card.tsx';
import { variableNames } from '#app/domain/messages/variables.ts';
import { messageTexts as texts, variableLabels } from '#app/i18n/en/message-texts.ts';
import type { TextsPage } from '#app/services/messages/get-texts-page.server.ts';
import type { Field, TextForm } from './use-text-form.ts';

const ids: Record<Field, string> = { subject: 'text-subject', body: 'text-body' };

/** Subject and message with what can be filled in, and the way back to ours. */
export function EditorCard({ page, form }: { page: TextsPage; form: TextForm }) {
  const { text, change, error } = form;
  // Where something is inserted: the field that she was in last.
  const last = useRef<Field>('body');
  const field = (name: Field) => ({
    ...{ id: ids[name], value: text[name], autoComplete: 'off', readOnly: !page.mayChange },
    onFocus: () => {
      last.current = name;
    },
    onChange: (value: string) => change({ [name]: value }),
    ...(error(name) !== undefined && { error: error(name) ?? '' }),
  });
  const insert = (variable: string) => {
    const name = last.current;
    const input = document.getElementById(ids[name]) as HTMLInputElement | HTMLTextAreaElement | null;
    const at = input?.selectionStart ?? text[name].length;
    const end = input?.selectionEnd ?? at;
    const put = `{{${variable}}}`;
    change({ [name]: text[name].slice(0, at) + put + text[name].slice(end) });
    // After the field has its new text, the caret goes behind what was put in.
    requestAnimationFrame(() => {
      input?.focus();
      input?.setSelectionRange(at + put.length, at + put.length);
    });
  };
  return (
    <SectionCard title={texts.edit} testId="editor">
      <BlockStack gap="300">
        <TextField label={texts.subject} maxLength={200} {...field('subject')} />
        <TextField label={texts.body} multiline={12} maxHeight={520} {...field('body')} />
        {page.mayChange && (
          <>
            <InlineStack gap="200" align="space-between">
              <Insert page={page} onInsert={insert} />
              {page.own && (
                <Button variant="plain" onClick={form.reset} loading={form.saving} disabled={form.dirty}>
                  {texts.reset}
                </Button>
              )}
            </InlineStack>
            <Text as="p" tone="subdued" variant="bodySm">
              {texts.insertHelp}
            </Text>
          </>
        )}
      </BlockStack>
    </SectionCard>
  );
}

function Insert({ page, onInsert }: { page: TextsPage; onInsert: (variable: string) => void }) {
  const [open, setOpen] = useState(false);
  const example = page.samples[0]?.values ?? {};
  return (
    <Popover
      active={open}
      onClose={() => setOpen(false)}
      autofocusTarget="first-node"
      activator={
        <Button disclosure onClick={() => setOpen(!open)}>
          {texts.insert}
        </Button>
      }
    >
      <Popover.Pane>
        <Scrollable style={{ maxHeight: '320px' }}>
          <ActionList
            actionRole="menuitem"
            items={variableNames.map((name) => ({
              content: variableLabels[name],
              helpText: example[name] ?? '',
              onAction: () => {
                setOpen(false);
                onInsert(name);
              },
            }))}
          />
        </Scrollable>
      </Popover.Pane>
    </Popover>
  );
}
