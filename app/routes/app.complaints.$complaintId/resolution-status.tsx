import { BlockStack, Button, InlineStack, Text } from '@shopify/polaris';
import { useEffect, useRef } from 'react';
import { useFormats } from '#app/components/reader.tsx';
import type { RemedyState } from '#app/domain/remedy/remedy.ts';
import { givenTexts as texts } from '#app/i18n/en/complaint.ts';
import type { RemedyView } from '#app/services/views.ts';
import type { PanelWords } from './panel-words.ts';
import { RemedyStatus } from './remedy-status.tsx';
import styles from './remedy-status.module.css';

type Props = {
  /** Those of one decision, in the order in which they were chosen. */
  remedies: RemedyView[];
  tellings: PanelWords['tellings'];
  orderId: string;
  mayGive: boolean;
  /** Whoever looks at it has a role. */
  mayAct: boolean;
  /** Opens the form again; null while a second try could pay twice. */
  onAgain: (() => void) | null;
};

const notGiven: readonly RemedyState[] = ['refused', 'not_issued', 'failed'];
const given: readonly RemedyState[] = ['settled', 'issued'];
// Not certain, and not over in a moment: why nothing more can be given is worth a sentence.
const takesLonger: readonly RemedyState[] = ['unknown', 'needs_person', 'undoing'];
const lookInShopify: readonly RemedyState[] = ['refused', 'failed', 'needs_person'];

/** How far the remedies of a decision are, each by itself. Moves by itself. */
export function ResolutionStatus({ remedies, tellings, orderId, mayGive, mayAct, onAgain }: Props) {
  const { pair } = useFormats();
  const box = useRef<HTMLDivElement>(null);
  const [first] = remedies;
  const missing = remedies.filter((remedy) => notGiven.includes(remedy.state)).length;
  const several = remedies.length > 1;
  const someGiven = remedies.some((remedy) => given.includes(remedy.state));
  const waiting = mayGive && onAgain === null && remedies.some((remedy) => takesLonger.includes(remedy.state));
  const look = remedies.some((remedy) => lookInShopify.includes(remedy.state));

  // Whoever has just pressed the button stands on nothing now: the form is gone.
  useEffect(() => {
    if (document.activeElement !== document.body || !box.current) return;
    box.current.focus({ preventScroll: true });
    // What stood there was higher: the beginning is what one wants to see.
    if (box.current.getBoundingClientRect().top < 0) box.current.scrollIntoView();
  }, []);

  if (!first) return null;
  return (
    <div ref={box} tabIndex={-1} className={styles['status']} data-testid="resolution">
      <BlockStack gap="400">
        {several && (
          <div aria-live="polite">
            <Text as="h3" variant="headingSm">
              {texts.several(remedies.length)}
            </Text>
            {missing > 0 && missing < remedies.length && (
              <Text as="p" fontWeight="semibold">
                {texts.notAll(missing, remedies.length)}
              </Text>
            )}
          </div>
        )}
        {remedies.map((remedy) => {
          const telling = tellings[remedy.id];
          return (
            telling && (
              <RemedyStatus
                key={remedy.id}
                remedy={remedy}
                telling={telling}
                several={several}
                mayTakeBack={mayGive}
                mayAct={mayAct}
              />
            )
          );
        })}
        <Text as="p" tone="subdued">
          {texts.decided(first.decidedBy)}
          {several ? '' : worth(first, pair)}. {texts.reason}: {first.reason}
        </Text>
        {waiting && (
          <Text as="p" tone="subdued">
            {texts.wait}
          </Text>
        )}
        {(onAgain !== null || look) && (
          <InlineStack gap="200">
            {onAgain && <Button onClick={onAgain}>{someGiven ? texts.again : texts.differently}</Button>}
            {look && (
              <Button url={`shopify://admin/orders/${orderId}`} target="_top">
                {texts.inShopify}
              </Button>
            )}
          </InlineStack>
        )}
      </BlockStack>
    </div>
  );
}

/** What it is worth, where it is worth something. */
const worth = (
  { amount, shopAmount }: RemedyView,
  pair: (amount: RemedyView['amount'], shop: RemedyView['amount']) => string,
): string => (amount.minor > 0 ? `: ${pair(amount, shopAmount)}` : '');
