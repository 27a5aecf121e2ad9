import { useNavigate, useNavigation } from '@remix-run/react';
import { BlockStack, Box, Card, Icon, Text, TextField } from '@shopify/polaris';
import { SearchIcon } from '@shopify/polaris-icons';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { Empty, Problem } from '#app/components/calm.tsx';
import { KeysHint } from '#app/components/keys-hint.tsx';
import { RowsSkeleton } from '#app/components/skeletons.tsx';
import { useSlow } from '#app/components/use-slow.ts';
import { newComplaintTexts } from '#app/i18n/en/new-complaint.ts';
import { OrderResults } from './order-results.tsx';
import styles from './order-search.module.css';
import type { SearchStep } from './step.ts';

const texts = newComplaintTexts.search;
const fieldId = 'order-search';
const searchPauseMs = 300;
const shortestSearch = 2;

/** One field that finds the order, as one types. What is searched stands in the address, so that Back comes back to it. */
export function OrderSearch({ step }: { step: SearchStep }) {
  const navigate = useNavigate();
  const navigation = useNavigation();
  const [typed, setTyped] = useState(step.text);
  const asked = useRef(step.text);
  const box = useRef<HTMLDivElement>(null);
  const searching = useSlow(navigation.state === 'loading' && navigation.location.pathname === '/app/complaints/new');

  const search = useCallback(() => {
    const text = typed.trim();
    if (text === asked.current || (text !== '' && text.length < shortestSearch)) return;
    asked.current = text;
    navigate({ search: text === '' ? '' : new URLSearchParams({ q: text }).toString() }, { replace: true });
  }, [typed, navigate]);

  useEffect(() => {
    const timer = setTimeout(search, searchPauseMs);
    return () => clearTimeout(timer);
  }, [search]);

  // Not the attribute: browsers ignore it in a frame.
  useEffect(() => {
    if (!step.problem && document.activeElement === document.body) document.getElementById(fieldId)?.focus();
  }, [step.problem]);

  const onKeyDown = (event: KeyboardEvent) => {
    const links = [...(box.current?.querySelectorAll<HTMLAnchorElement>('a[data-primary-link]') ?? [])];
    const here = links.findIndex((link) => link === document.activeElement);
    const inField = document.activeElement?.id === fieldId;
    if (event.key === 'ArrowDown') links[Math.min(here + 1, links.length - 1)]?.focus();
    else if (event.key === 'ArrowUp' && here > 0) links[here - 1]?.focus();
    else if (event.key === 'ArrowUp' && here === 0) document.getElementById(fieldId)?.focus();
    else if (event.key === 'Enter' && inField && typed.trim() === step.text) links[0]?.click();
    else return;
    event.preventDefault();
  };

  return (
    <div ref={box} onKeyDown={onKeyDown} role="presentation">
      <BlockStack gap="400">
        {step.problem && (
          <Problem title={step.problem.title} focus>
            {step.problem.text}
          </Problem>
        )}
        <Card padding="0">
          <Box padding="400">
            <BlockStack gap="300">
              <Text as="h2" variant="headingSm">
                {texts.title}
              </Text>
              <TextField
                id={fieldId}
                label={texts.label}
                type="search"
                autoComplete="off"
                prefix={<Icon source={SearchIcon} />}
                helpText={texts.hint}
                value={typed}
                onChange={setTyped}
                // Before the click that takes the focus: a search that came after it would call back whoever chose an order.
                onBlur={search}
                maxLength={200}
                clearButton
                onClearButtonClick={() => setTyped('')}
              />
            </BlockStack>
          </Box>
          {/* What was found before stays, to be chosen, until something else is found. */}
          {searching && !step.found ? <RowsSkeleton rows={3} /> : <Found step={step} waiting={searching} />}
        </Card>
      </BlockStack>
    </div>
  );
}

function Found({ step, waiting }: { step: SearchStep; waiting: boolean }) {
  return (
    <div aria-busy={waiting} className={waiting ? styles['waiting'] : undefined}>
      <Text as="p" visuallyHidden>
        <span aria-live="polite">{step.found && texts.found(step.found.length)}</span>
      </Text>
      {step.found?.length === 0 && <Empty title={texts.nothing(step.text)}>{texts.nothingHint}</Empty>}
      {step.found && step.found.length > 0 && (
        <>
          <OrderResults orders={step.found} search={step.text} />
          <Box padding="300" paddingInline="400" borderBlockStartWidth="025" borderColor="border-secondary">
            <KeysHint>{texts.keys}</KeysHint>
          </Box>
        </>
      )}
    </div>
  );
}
