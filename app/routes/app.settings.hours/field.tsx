import { TextField } from '@shopify/polaris';
import type { TextFieldProps } from '@shopify/polaris';
import type { ServiceForm } from './use-service-form.ts';

type Props = { form: ServiceForm; path: string; label: string } & Pick<
  TextFieldProps,
  'suffix' | 'placeholder' | 'type' | 'labelHidden' | 'inputMode'
>;

/** One field of the form, with what is wrong beside it. */
export function Field({ form, path, ...rest }: Props) {
  const error = form.error(path);
  return (
    <TextField
      {...rest}
      autoComplete="off"
      value={form.value(path)}
      disabled={form.fixed}
      onChange={(value) => form.change(path, value)}
      {...(error !== undefined && { error })}
    />
  );
}
