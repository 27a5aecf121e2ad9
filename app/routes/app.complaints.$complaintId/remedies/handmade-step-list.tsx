import { Text } from '@shopify/polaris';
import { useFormats } from '#app/components/reader.tsx';
import { stepsAhead, stepTexts } from '#app/domain/remedy/handmade.ts';
import type { StepDetails, StepRules, TakenStep } from '#app/domain/remedy/handmade.ts';
import { handmadeTexts as texts } from '#app/i18n/en/handmade.ts';
import type { StepWords } from '#app/i18n/en/handmade.ts';
import styles from './handmade-given.module.css';
import { MaybeLink } from './maybe-link.tsx';

type Props = {
  steps: readonly TakenStep[];
  rules: StepRules;
  words: Readonly<Record<string, StepWords>>;
  name: string;
  underWay: boolean;
};

/** What was done, when and by whom, and what is still to come. */
export function StepList({ steps, rules, words, name, underWay }: Props) {
  const { moment } = useFormats();
  const ahead = underWay ? stepsAhead(rules, steps) : [];
  if (steps.length + ahead.length === 0) return null;
  return (
    <ol className={styles['steps']} aria-label={texts.steps(name)}>
      {steps.map(({ step, at, by, details }) => (
        <li key={step} className={[styles['step'], styles[rules[step]?.to === 'failed' ? 'failed' : 'done']].join(' ')}>
          <Text as="span" fontWeight="semibold">
            {words[step]?.done ?? step}
          </Text>{' '}
          <Text as="span" tone="subdued">
            {texts.by(by, moment(at))}
          </Text>
          <Details details={details} />
        </li>
      ))}
      {ahead.map((step, index) => (
        <li
          key={step}
          className={[styles['step'], index === 0 ? styles['next'] : ''].join(' ')}
          aria-current={index === 0 ? 'step' : undefined}
        >
          {words[step]?.done ?? step}
        </li>
      ))}
    </ol>
  );
}

function Details({ details }: { details: StepDetails }) {
  const { money } = useFormats();
  const { cost } = details;
  return (
    <>
      {cost && (
        <Text as="p">
          {texts.stepFields.cost}: {money(cost)}
        </Text>
      )}
      {stepTexts.map((field) => {
        const text = details[field];
        return (
          text !== undefined && (
            <Text as="p" key={field}>
              {texts.stepFields[field]}: <MaybeLink text={text} />
            </Text>
          )
        );
      })}
    </>
  );
}
