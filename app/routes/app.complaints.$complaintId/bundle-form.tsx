import { BlockStack, Button, InlineStack, Text, TextField } from '@shopify/polaris';
import { useEffect, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { Problem } from '#app/components/calm.tsx';
import { useFormats } from '#app/components/reader.tsx';
import { useAlive } from '#app/components/use-alive.ts';
import { useKept } from '#app/components/use-kept.ts';
import { MOST_REMEDIES } from '#app/domain/remedy/most-remedies.ts';
import { panelTexts as texts } from '#app/i18n/en/complaint.ts';
import type { ComplaintPage } from '#app/services/views.ts';
import { BroughtBack } from './brought-back.tsx';
import { addCard, firstBundle, mayAddCard, readKept, removeCard } from './bundle-draft.ts';
import type { Bundle, Card } from './bundle-draft.ts';
import { actionOf } from './card-standing.ts';
import { DecisionBox } from './decision-box.tsx';
import { GiveBar } from './give-bar.tsx';
import { GivenBefore } from './given-before.tsx';
import type { PanelWords } from './panel-words.ts';
import { CardOfSeveral, OpenCard } from './remedy-card.tsx';
import { useScreens } from './remedies/use-screens.ts';
import { useDecision } from './use-decision.ts';
import { useGiving } from './use-giving.ts';
import { useGoTo } from './use-go-to.ts';
import { usePreview } from './use-preview.ts';

/** A decision: what to give (one remedy or several), why, what it comes to, and the button that gives it. */
export function BundleForm({ page, words, userId }: { page: ComplaintPage; words: PanelWords; userId: string }) {
  const { complaint, remedies } = page;
  const { who, choices } = words;
  const after = remedies[0]?.id ?? '';
  const kept = useKept<Bundle>(
    `remedies.${userId}.${complaint.id}`,
    () => firstBundle(page, choices, after),
    (found) => readKept(found, choices, after),
  );
  const { value: bundle, set } = kept;
  const formats = useFormats();
  const alive = useAlive();
  const form = useRef<HTMLDivElement>(null);
  const goTo = useGoTo(form);
  const screens = useScreens(bundle.cards.map((card) => card.kind));
  const preview = usePreview(page, bundle.cards, screens);
  const giving = useGiving(page, kept, screens);
  const decision = useDecision(page, bundle, preview, screens, giving.problem);
  const { standings, whyNot } = decision;
  const [only] = bundle.cards.length === 1 ? bundle.cards : [];

  const { firstWrong } = decision;
  useEffect(() => {
    if (!giving.problem) return;
    if (firstWrong !== null) set((before) => ({ ...before, open: firstWrong }));
    // What was hers when the page asked is not any more: what it takes now is for the next look to say.
    if (giving.problem.fields['limit'] !== undefined) preview.again();
    goTo('[aria-invalid="true"]');
    // Once for each answer.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [giving.problem]);

  const changeCard = (id: number, next: (card: Card) => Card) =>
    set((before) => ({ ...before, cards: before.cards.map((card) => (card.id === id ? next(card) : card)) }));
  const toCard = (id: number) => goTo(`[data-card="${id}"] input:checked`);
  const add = () => {
    const next = addCard(bundle, choices);
    set(() => next);
    toCard(next.open);
  };
  const open = (id: number) => {
    set((before) => ({ ...before, open: id }));
    toCard(id);
  };
  const remove = (id: number) => {
    const next = removeCard(bundle, id);
    set(() => next);
    goTo('input:checked');
  };
  const give = () => {
    if (whyNot === null) giving.give(decision.asks !== null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    give();
  };
  const action =
    decision.asks !== null
      ? texts.sendForApproval
      : only
        ? (actionOf(only, standings[0]?.answered ?? null, screens, formats) ??
          choices.find(({ kind }) => kind === only.kind)?.choice)
        : texts.giveSeveral(bundle.cards.length);
  const reasonError = giving.problem?.fields['reason'];
  const despiteError = giving.problem?.fields['despite'];

  return (
    <div ref={form} onKeyDown={onKeyDown} role="group" aria-label={texts.decision} data-testid="bundle-form">
      <BlockStack gap="400">
        {kept.broughtBack && <BroughtBack startOver={kept.startOver} />}
        {only && (
          <OpenCard
            page={page}
            choices={choices}
            screens={screens}
            card={only}
            standing={standings[0] ?? { answered: null, fields: {} }}
            change={(next) => changeCard(only.id, next)}
          />
        )}
        {!only &&
          bundle.cards.map((card, index) => (
            <CardOfSeveral
              key={card.id}
              page={page}
              choices={choices}
              screens={screens}
              card={card}
              standing={standings[index] ?? { answered: null, fields: {} }}
              change={(next) => changeCard(card.id, next)}
              place={index + 1}
              who={who}
              open={card.id === bundle.open}
              onOpen={() => open(card.id)}
              onRemove={() => remove(card.id)}
            />
          ))}
        <AddAnother possible={mayAddCard(bundle)} onAdd={add} />
        <TextField
          label={texts.why}
          helpText={texts.whyHint}
          autoComplete="off"
          maxLength={500}
          value={bundle.reason}
          onChange={(reason) => set((before) => ({ ...before, reason }))}
          {...(reasonError !== undefined && { error: reasonError })}
        />
        {(decision.before.length > 0 || despiteError !== undefined) && (
          <GivenBefore
            said={decision.before}
            why={bundle.despite}
            onChange={(despite) => set((before) => ({ ...before, despite }))}
            error={despiteError}
          />
        )}
        <DecisionBox
          page={page}
          who={who}
          screens={screens}
          nothingAsked={decision.nothingAsked}
          working={!preview.current}
          shown={decision.shown}
          decision={decision.decision}
          unanswered={decision.unanswered}
          no={decision.no}
          asks={decision.asks}
          again={preview.again}
        />
        {giving.problem && giving.problem.message !== '' && (
          <Problem title={texts.formProblem} focus>
            {giving.problem.message}
          </Problem>
        )}
        <GiveBar alive={alive} action={action ?? ''} whyNot={whyNot} busy={giving.busy} onGive={give} />
      </BlockStack>
    </div>
  );
}

function AddAnother({ possible, onAdd }: { possible: boolean; onAdd: () => void }) {
  return (
    <InlineStack gap="200" blockAlign="center">
      <Button variant="plain" onClick={onAdd} disabled={!possible}>
        {texts.addAnother}
      </Button>
      {!possible && (
        <Text as="span" variant="bodySm" tone="subdued">
          {texts.enough(MOST_REMEDIES)}
        </Text>
      )}
    </InlineStack>
  );
}
