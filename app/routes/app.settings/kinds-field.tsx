import { BlockStack, Checkbox, ChoiceList } from '@shopify/polaris';
import { remedyNames } from '#app/i18n/en/words.ts';
import type { PolicyForm } from './use-policy-form.ts';

const kinds = Object.entries(remedyNames).map(([value, label]) => ({ value, label }));

type Props = { form: PolicyForm; path: string; all: string; title: string };

/** Which kinds may be given: every one, those to come too; or these. */
export function KindsField({ form, path, all, title }: Props) {
  const value = form.values[path];
  const chosen = Array.isArray(value) ? [...(value as readonly string[])] : null;
  const error = form.error(path);
  return (
    <BlockStack gap="200">
      <Checkbox
        label={all}
        checked={chosen === null}
        disabled={form.fixed}
        onChange={(every) => form.change(path, every ? null : kinds.map((kind) => kind.value))}
      />
      {chosen !== null && (
        <ChoiceList
          allowMultiple
          title={title}
          titleHidden
          choices={kinds.map((kind) => ({ ...kind, id: `${path}.${kind.value}` }))}
          selected={chosen}
          disabled={form.fixed}
          // In the order of the list, so that the same choice is the same rule.
          onChange={(next: string[]) =>
            form.change(
              path,
              kinds.map((kind) => kind.value).filter((kind) => next.includes(kind)),
            )
          }
          {...(error !== undefined && { error })}
        />
      )}
    </BlockStack>
  );
}
