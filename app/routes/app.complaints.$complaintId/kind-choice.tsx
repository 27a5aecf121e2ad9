import { ActionList, Button, Popover, Text } from '@shopify/polaris';
import { useState } from 'react';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import { panelTexts as texts } from '#app/i18n/en/complaint.ts';
import type { ComplaintPage } from '#app/services/views.ts';
import { remedyKinds, screenOf } from './remedies/registry.tsx';
import styles from './kind-choice.module.css';

type Props = { id: string; page: ComplaintPage; kind: RemedyKind; onChoose: (kind: RemedyKind) => void };

const inFront = remedyKinds.filter((kind) => screenOf(kind).front);
const others = remedyKinds.filter((kind) => !screenOf(kind).front);

const preload = (kind: RemedyKind) => screenOf(kind).Form.preload?.();

/** What can be given. What cannot be given here is shown too, with the reason. */
export function KindChoice({ id, page, kind, onChoose }: Props) {
  const shown = inFront.includes(kind) ? inFront : [...inFront, kind];
  const notHere = inFront.flatMap((each) => {
    const why = screenOf(each).unavailable(page);
    return why === null ? [] : { kind: each, why };
  });
  return (
    <div>
      <div className={styles['row']}>
        <div role="radiogroup" aria-label={texts.kind} className={styles['kinds']}>
          {shown.map((each) => (
            <Kind
              key={each}
              id={`${id}-${each}`}
              name={`${id}-kind`}
              kind={each}
              chosen={each === kind}
              possible={!notHere.some((no) => no.kind === each)}
              onChoose={onChoose}
            />
          ))}
        </div>
        {others.length > 0 && <More page={page} kind={kind} onChoose={onChoose} />}
      </div>
      {notHere.map((no) => (
        <Text key={no.kind} as="p" variant="bodySm" tone="subdued" id={`${id}-${no.kind}-why`}>
          {texts.notHere(screenOf(no.kind).choice, no.why)}
        </Text>
      ))}
    </div>
  );
}

type KindProps = {
  id: string;
  name: string;
  kind: RemedyKind;
  chosen: boolean;
  possible: boolean;
  onChoose: (kind: RemedyKind) => void;
};

function Kind({ id, name, kind, chosen, possible, onChoose }: KindProps) {
  return (
    <label className={styles['kind']} onPointerEnter={() => preload(kind)}>
      <input
        type="radio"
        id={id}
        name={name}
        checked={chosen}
        disabled={!possible && !chosen}
        aria-describedby={possible ? undefined : `${id}-why`}
        onFocus={() => preload(kind)}
        onChange={() => onChoose(kind)}
      />
      <span>{screenOf(kind).choice}</span>
    </label>
  );
}

/** The rest, each with the reason when it is not possible here. */
function More({ page, kind, onChoose }: Pick<Props, 'page' | 'kind' | 'onChoose'>) {
  const [open, setOpen] = useState(false);
  const toggle = () => {
    if (!open) others.forEach(preload);
    setOpen(!open);
  };
  const items = others.map((each) => {
    const why = screenOf(each).unavailable(page);
    return {
      content: screenOf(each).choice,
      active: each === kind,
      role: 'menuitem',
      onAction: () => {
        setOpen(false);
        onChoose(each);
      },
      ...(why !== null && { disabled: true, helpText: why }),
    };
  });
  return (
    <Popover
      active={open}
      onClose={() => setOpen(false)}
      autofocusTarget="first-node"
      preferredAlignment="left"
      activator={
        <Button disclosure={open ? 'up' : 'down'} onClick={toggle} accessibilityLabel={texts.otherKinds}>
          {texts.more}
        </Button>
      }
    >
      <ActionList actionRole="menuitem" items={items} />
    </Popover>
  );
}
