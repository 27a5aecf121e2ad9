import { Box, Text } from '@shopify/polaris';
import { Problem } from '#app/components/calm.tsx';
import { SaveBar } from '#app/web/save-bar.tsx';

type Form = { dirty: boolean; saving: boolean; save: () => void; discard: () => void; problem: string };

type Props = {
  /** Names the save bar, once on the page. */
  id: string;
  form: Form;
  /** Heads what is wrong with the whole form. */
  notSaved: string;
  /** A line for whoever may look and not change. */
  note?: string | null;
};

/** What each settings form begins with: its save bar, and what is wrong with it as a whole. */
export function FormTop({ id, form, notSaved, note = null }: Props) {
  return (
    <>
      <SaveBar id={id} dirty={form.dirty} saving={form.saving} onSave={form.save} onDiscard={form.discard} />
      {form.problem !== '' && (
        <Problem title={notSaved} focus>
          {form.problem}
        </Problem>
      )}
      {note !== null && (
        <Box paddingInline={{ xs: '400', sm: '0' }}>
          <Text as="p" tone="subdued">
            {note}
          </Text>
        </Box>
      )}
    </>
  );
}
