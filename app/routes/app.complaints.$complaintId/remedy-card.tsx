import { BlockStack, Button, InlineStack, SkeletonBodyText, Text } from '@shopify/polaris';
import { useRef } from 'react';
import { Beside } from '#app/components/calm.tsx';
import { useFormats } from '#app/components/reader.tsx';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import { panelTexts as texts, partTexts } from '#app/i18n/en/complaint.ts';
import { tryAgain } from '#app/i18n/en/problems.ts';
import type { ComplaintPage } from '#app/services/views.ts';
import { draftOf, withDraft } from './bundle-draft.ts';
import type { Card } from './bundle-draft.ts';
import { getsOf, previewOf } from './card-standing.ts';
import type { CardStanding } from './card-standing.ts';
import { KindChoice } from './kind-choice.tsx';
import type { Choice } from './panel-words.ts';
import type { AnsweredOf } from './preview-answer.ts';
import type { RemedyDrafts } from './remedies/registry.tsx';
import { loadScreen } from './remedies/use-screens.ts';
import type { Screens } from './remedies/use-screens.ts';
import styles from './remedy-card.module.css';
import { useGoTo } from './use-go-to.ts';

type Props = {
  page: ComplaintPage;
  choices: readonly Choice[];
  screens: Screens;
  card: Card;
  standing: CardStanding;
  change: (next: (card: Card) => Card) => void;
};

type SwitchTo = <P extends RemedyKind>(kind: P, draft: RemedyDrafts[P]) => void;

/** The form of one remedy: which kind, and what exactly. */
export function OpenCard(props: Props) {
  const { choices, screens, card, change } = props;
  const box = useRef<HTMLDivElement>(null);
  const holder = useRef<HTMLDivElement>(null);
  const goTo = useGoTo(box);
  const keepHeight = () => holder.current?.style.setProperty('--was', `${holder.current.offsetHeight}px`);
  const choose = (kind: RemedyKind) => {
    keepHeight();
    change((before) => ({ ...before, kind }));
  };
  const switchTo: SwitchTo = (kind, draft) => {
    keepHeight();
    change((before) => ({ ...withDraft(before, kind, draft), kind }));
    // The button that was pressed is gone.
    goTo('input:checked');
  };
  return (
    <div ref={box}>
      <BlockStack gap="400">
        <KindChoice id={`remedy-${card.id}`} choices={choices} kind={card.kind} onChoose={choose} />
        <div ref={holder} className={styles['form']}>
          {screens.failed(card.kind) ? (
            <NotLoaded kind={card.kind} />
          ) : (
            <KindForm key={card.kind} {...props} kind={card.kind} switchTo={switchTo} />
          )}
        </div>
      </BlockStack>
    </div>
  );
}

type FormProps<K extends RemedyKind> = Props & { kind: K; switchTo: SwitchTo };

function KindForm<K extends RemedyKind>({ page, screens, card, kind, standing, change, switchTo }: FormProps<K>) {
  const screen = screens.of(kind);
  if (!screen) return <Loading />;
  const { Form } = screen;
  const answered = answeredAs(kind, standing);
  const onChange = (part: object) =>
    change((before) => withDraft(before, kind, { ...draftOf(before, kind, screen, page), ...part }));
  return (
    <Form
      page={page}
      draft={draftOf(card, kind, screen, page)}
      change={onChange}
      switchTo={switchTo}
      fields={standing.fields}
      facts={answered?.facts ?? null}
      preview={answered && previewOf(answered)}
      id={`remedy-${card.id}-${kind}`}
    />
  );
}

// What was said of a card is of its own kind: `Preview.of` sees to that.
const answeredAs = <K extends RemedyKind>(kind: K, { answered }: { answered: unknown }): AnsweredOf<K> | null => {
  const told = answered as AnsweredOf<K> | null;
  return told?.kind === kind ? told : null;
};

/** As high as what stood there before, so that nothing jumps twice. */
function Loading() {
  return (
    <div className={styles['loading']} aria-busy>
      <SkeletonBodyText lines={4} />
    </div>
  );
}

function NotLoaded({ kind }: { kind: RemedyKind }) {
  return (
    <div className={styles['loading']}>
      <BlockStack gap="200">
        <Beside>{partTexts.notLoaded}</Beside>
        <InlineStack>
          <Button onClick={() => loadScreen(kind)}>{tryAgain}</Button>
        </InlineStack>
      </BlockStack>
    </div>
  );
}

type CardProps = Props & { place: number; who: string; open: boolean; onOpen: () => void; onRemove: () => void };

/** One of several remedies: its form, or what it comes to. */
export function CardOfSeveral({ place, who, open, onOpen, onRemove, ...rest }: CardProps) {
  const formats = useFormats();
  const { card, standing, screens, choices } = rest;
  const name = texts.nth(place, choices.find(({ kind }) => kind === card.kind)?.choice ?? '');
  const gets = standing.answered && getsOf(standing.answered, screens, who, formats);
  const problem = standing.fields[''] ?? (open ? undefined : Object.values(standing.fields)[0]);
  return (
    <section className={styles['card']} aria-label={name} data-card={card.id}>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200" wrap={false}>
          <Text as="h3" variant="headingSm">
            {name}
          </Text>
          <InlineStack gap="300" wrap={false}>
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
        {problem === undefined && <Text as="p">{gets ?? screens.of(card.kind)?.nothingAsked ?? ''}</Text>}
      </BlockStack>
    </section>
  );
}
