import { ActionList, BlockStack, Button, Popover, Text } from '@shopify/polaris';
import { useRef, useState } from 'react';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import { panelTexts as texts } from '#app/i18n/en/complaint.ts';
import type { Choice } from './panel-words.ts';
import { loadScreen } from './remedies/use-screens.ts';
import styles from './kind-choice.module.css';
import { useGoTo } from './use-go-to.ts';

type Props = { id: string; choices: readonly Choice[]; kind: RemedyKind; onChoose: (kind: RemedyKind) => void };

/** What can be given. What cannot be given here is shown too, with the reason. */
export function KindChoice({ id, choices, kind, onChoose }: Props) {
  const inFront = choices.filter((each) => each.front || each.kind === kind);
  const others = choices.filter((each) => !each.front);
  const row = useRef<HTMLDivElement>(null);
  const goTo = useGoTo(row);
  const chooseOther = (other: RemedyKind) => {
    onChoose(other);
    goTo('input:checked');
  };
  return (
    <BlockStack gap="200">
      <div ref={row} className={styles['row']}>
        <div role="radiogroup" aria-label={texts.kind} className={styles['kinds']}>
          {inFront.map((each) => (
            <Kind
              key={each.kind}
              id={`${id}-${each.kind}`}
              name={`${id}-kind`}
              choice={each}
              chosen={each.kind === kind}
              onChoose={onChoose}
            />
          ))}
        </div>
        {others.length > 0 && <More others={others} kind={kind} onChoose={chooseOther} />}
      </div>
      {inFront.map(
        (each) =>
          each.why !== null && (
            <Text key={each.kind} as="p" variant="bodySm" tone="subdued" id={`${id}-${each.kind}-why`}>
              {texts.notHere(each.choice, each.why)}
            </Text>
          ),
      )}
    </BlockStack>
  );
}

type KindProps = {
  id: string;
  name: string;
  choice: Choice;
  chosen: boolean;
  onChoose: (kind: RemedyKind) => void;
};

function Kind({ id, name, choice: { kind, choice, why }, chosen, onChoose }: KindProps) {
  return (
    <label className={styles['kind']} onPointerEnter={() => loadScreen(kind)}>
      <input
        type="radio"
        id={id}
        name={name}
        checked={chosen}
        disabled={why !== null && !chosen}
        aria-describedby={why === null ? undefined : `${id}-why`}
        onFocus={() => loadScreen(kind)}
        onChange={() => onChoose(kind)}
      />
      <span>{choice}</span>
    </label>
  );
}

/** The rest, each with the reason when it is not possible here. */
function More({ others, kind, onChoose }: Pick<Props, 'kind' | 'onChoose'> & { others: readonly Choice[] }) {
  const [open, setOpen] = useState(false);
  const items = others.map((each) => ({
    content: each.choice,
    active: each.kind === kind,
    onMouseEnter: () => loadScreen(each.kind),
    onAction: () => {
      setOpen(false);
      onChoose(each.kind);
    },
    ...(each.why !== null && { disabled: true, helpText: <span className={styles['why']}>{each.why}</span> }),
  }));
  return (
    <Popover
      active={open}
      onClose={() => setOpen(false)}
      autofocusTarget="first-node"
      preferredAlignment="right"
      activator={
        <Button
          size="large"
          disclosure={open ? 'up' : 'down'}
          onClick={() => setOpen(!open)}
          accessibilityLabel={texts.otherKinds}
        >
          {texts.more}
        </Button>
      }
    >
      <ActionList actionRole="menuitem" items={items} />
    </Popover>
  );
}
