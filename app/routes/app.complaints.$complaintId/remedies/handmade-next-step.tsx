import { BlockStack, Button, FormLayout, InlineStack, TextField } from '@shopify/polaris';
import { useEffect, useRef, useState } from 'react';
import type { FormEvent, KeyboardEvent } from 'react';
import { longestDetail, nextSteps } from '#app/domain/remedy/handmade.ts';
import type { StepField, StepRules, TakenStep } from '#app/domain/remedy/handmade.ts';
import { handmadeTexts as texts } from '#app/i18n/en/handmade.ts';
import type { StepWords } from '#app/i18n/en/handmade.ts';
import { useGoTo } from '../use-go-to.ts';
import styles from './handmade-given.module.css';

type Props = {
  steps: readonly TakenStep[];
  rules: StepRules;
  words: Readonly<Record<string, StepWords>>;
  name: string;
  /** The shop's: what it cost is typed in it. */
  currency: string;
  /** What is wrong, by field. */
  fields: Readonly<Record<string, string | undefined>>;
  busy: boolean;
  send: (step: Record<string, string>) => void;
};

/** The next step as one button, with what is written down with it. What goes wrong is chosen beside it. */
export function NextStep({ steps, rules, words, name, fields, busy, send, currency }: Props) {
  // One id until the page shows another step: pressed twice, it is the same request.
  const [requestId] = useState(() => crypto.randomUUID());
  const [chosen, setChosen] = useState<string | null>(null);
  const [typed, setTyped] = useState<Record<string, string>>({});
  const form = useRef<HTMLFormElement>(null);
  const goTo = useGoTo(form);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [fields]);
  const possible = nextSteps(rules, steps);
  const step = chosen ?? possible[0];
  if (step === undefined) return null;
  const names = Object.keys(rules[step]?.fields ?? {}) as StepField[];
  const give = () => {
    const values = Object.fromEntries(names.map((field) => [field, typed[field] ?? '']));
    send({ ...values, requestId, step });
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    give();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    give();
  };
  const choose = (other: string | null) => {
    setChosen(other);
    goTo(other === null ? 'button' : 'input, textarea, button');
  };
  const others = possible.filter((each) => each !== step && each !== possible[0]);
  return (
    <form
      ref={form}
      onSubmit={onSubmit}
      onKeyDown={onKeyDown}
      aria-label={texts.nextStep(name)}
      className={styles['form']}
      noValidate
    >
      <BlockStack gap="300">
        <Fields
          names={names}
          typed={typed}
          errors={fields}
          currency={currency}
          onChange={(field, text) => setTyped((before) => ({ ...before, [field]: text }))}
        />
        <InlineStack gap="300" blockAlign="center">
          <Button submit variant="primary" loading={busy}>
            {words[step]?.action ?? step}
          </Button>
          {chosen !== null && <Button onClick={() => choose(null)}>{texts.goBack}</Button>}
          {chosen === null &&
            others.map((other) => (
              <Button key={other} variant="plain" onClick={() => choose(other)}>
                {words[other]?.action ?? other}
              </Button>
            ))}
        </InlineStack>
      </BlockStack>
    </form>
  );
}

type FieldsProps = {
  names: readonly StepField[];
  typed: Readonly<Record<string, string>>;
  errors: Props['fields'];
  currency: string;
  onChange: (field: StepField, text: string) => void;
};

function Fields({ names, typed, errors, currency, onChange }: FieldsProps) {
  if (names.length === 0) return null;
  const fields = names.map((field) => (
    <TextField
      key={field}
      label={texts.stepFields[field]}
      autoComplete="off"
      maxLength={field === 'cost' ? 40 : longestDetail}
      value={typed[field] ?? ''}
      onChange={(text) => onChange(field, text)}
      {...(texts.stepHelp[field] !== undefined && { helpText: texts.stepHelp[field] })}
      {...(field === 'cost' && { inputMode: 'decimal' as const, suffix: currency })}
      {...(field === 'what' && { multiline: 2 })}
      {...(errors[field] !== undefined && { error: errors[field] })}
    />
  ));
  return (
    <FormLayout>
      {names.length > 1 && !names.includes('what') ? <FormLayout.Group condensed>{fields}</FormLayout.Group> : fields}
    </FormLayout>
  );
}
