import { BlockStack, Button, InlineStack, Text } from '@shopify/polaris';
import { useRef } from 'react';
import { Beside } from '#app/components/calm.tsx';
import { useFormats } from '#app/components/reader.tsx';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import { panelTexts as texts } from '#app/i18n/en/complaint.ts';
import type { ComplaintPage } from '#app/services/views.ts';
import { draftOf, withChange, withKind } from './bundle-draft.ts';
import type { Card } from './bundle-draft.ts';
import { getsOf, previewOf } from './card-standing.ts';
import type { CardStanding } from './card-standing.ts';
import { KindChoice } from './kind-choice.tsx';
import type { AnsweredOf } from './preview-answer.ts';
import { screenOf } from './remedies/registry.tsx';
import styles from './remedy-card.module.css';

type Props = {
  page: ComplaintPage;
  card: Card;
  standing: CardStanding;
  change: (next: (card: Card) => Card) => void;
};

/** The form of one remedy: which kind, and what exactly. */
export function OpenCard({ page, card, standing, change }: Props) {
  const holder = useRef<HTMLDivElement>(null);
  const choose = (kind: RemedyKind) => {
    holder.current?.style.setProperty('--was', `${holder.current.offsetHeight}px`);
    change((before) => withKind(before, kind, page));
  };
  return (
    <BlockStack gap="400">
      <KindChoice id={`remedy-${card.id}`} page={page} kind={card.kind} onChoose={choose} />
      {/* What is not loaded yet takes the place of what stood there before, so that nothing jumps twice. */}
      <div ref={holder} className={styles['form']}>
        <KindForm key={card.kind} page={page} card={card} kind={card.kind} standing={standing} change={change} />
      </div>
    </BlockStack>
  );
}

function KindForm<K extends RemedyKind>({ page, card, kind, standing, change }: Props & { kind: K }) {
  const { Form } = screenOf(kind);
  const answered = answeredAs(kind, standing);
  return (
    <Form
      page={page}
      draft={draftOf(card, kind, page)}
      change={(part) => change((before) => withChange(before, kind, page, part))}
      fields={standing.fields}
      facts={answered?.facts ?? null}
      preview={answered && previewOf(answered)}
      id={`remedy-${card.id}-${kind}`}
    />
  );
}

// What was said of a card is of its own kind: `Preview.of` sees to that.
const answeredAs = <K extends RemedyKind>(kind: K, { answered }: CardStanding): AnsweredOf<K> | null =>
  answered?.kind === kind ? (answered as AnsweredOf<K>) : null;

type CardProps = Props & { place: number; who: string; open: boolean; onOpen: () => void; onRemove: () => void };

/** One of several remedies: its form, or what it comes to. */
export function CardOfSeveral({ place, who, open, onOpen, onRemove, ...rest }: CardProps) {
  const formats = useFormats();
  const { card, standing } = rest;
  const { choice, nothingAsked } = screenOf(card.kind);
  const name = texts.nth(place, choice);
  const gets = standing.answered && getsOf(standing.answered, who, formats);
  const problem = standing.fields[''] ?? (open ? undefined : Object.values(standing.fields)[0]);
  return (
    <section className={styles['card']} aria-label={name} data-card={card.id}>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200" wrap={false}>
          <Text as="h3" variant="headingSm">
            {name}
          </Text>
          <InlineStack gap="200" wrap={false}>
            {!open && (
              <Button variant="plain" onClick={onOpen} accessibilityLabel={texts.change(name)}>
                {texts.changeShort}
              </Button>
            )}
            <Button variant="plain" onClick={onRemove} accessibilityLabel={texts.remove(name)}>
              {texts.removeShort}
            </Button>
          </InlineStack>
        </InlineStack>
        {open && <OpenCard {...rest} />}
        {problem !== undefined && <Beside>{problem}</Beside>}
        {problem === undefined && <Text as="p">{gets ?? nothingAsked}</Text>}
      </BlockStack>
    </section>
  );
}
