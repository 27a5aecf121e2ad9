import { BlockStack, Button, Checkbox, Collapsible, InlineGrid, InlineStack, Text, TextField } from '@shopify/polaris';
import { useEffect, useState } from 'react';
import { useFormats } from '#app/components/reader.tsx';
import { addressFields, answersThis, corrected, isTheirs, toTheirs } from '#app/domain/remedy/replacement-address.ts';
import type {
  Address,
  AddressField,
  AnsweredAddress,
  Corrections,
  ShownAddress,
} from '#app/domain/remedy/replacement-address.ts';
import { replacementTexts as texts } from '#app/i18n/en/replacement.ts';

/**
 * `confirmed`: the print of the address that was ticked as right; '' = not ticked. `answer`: the customer's answer that
 * the form has shown; '' = none.
 */
export type AddressDraft = { confirmed: string; corrected: Corrections; answer: string };

type Props = {
  /** The order's address as Shopify has it now; null before it was asked. */
  shown: ShownAddress | null;
  /** What the customer has answered when she was asked for it; null = nothing. */
  answered: AnsweredAddress | null;
  draft: AddressDraft;
  change: (part: Partial<AddressDraft>) => void;
  error: string | undefined;
  id: string;
};

/** Where the parcel goes: somebody has to have looked at it before anything is sent. */
export function AddressBlock({ shown, answered, draft, change, error, id }: Props) {
  const [open, setOpen] = useState(false);
  useAnswer(shown, answered, draft, change);
  if (!shown)
    return (
      <Text as="p" tone="subdued">
        {texts.addressUnread}
      </Text>
    );
  const address = corrected(shown.fields, draft.corrected);
  const lines = printed(address);
  const confirmed = draft.confirmed === shown.fingerprint;
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingXs">
        {texts.address}
      </Text>
      <div data-testid="address">
        {lines.length === 0 ? <Text as="p">{texts.noAddress}</Text> : <Text as="p">{lines.join(', ')}</Text>}
      </div>
      {answered && <Answer shown={shown} answered={answered} draft={draft} change={change} />}
      <InlineStack>
        <Button variant="plain" ariaExpanded={open} ariaControls={id} onClick={() => setOpen(!open)}>
          {open ? texts.fold : texts.correct}
        </Button>
      </InlineStack>
      <Collapsible id={id} open={open}>
        <Corrections address={address} draft={draft} change={change} id={id} />
      </Collapsible>
      <Checkbox
        label={texts.confirm}
        checked={confirmed}
        onChange={(checked) => change({ confirmed: checked ? shown.fingerprint : '' })}
        // That it still has to be ticked is no mistake of hers.
        {...(error === texts.confirmFirst && { helpText: error })}
        {...(error !== undefined && error !== texts.confirmFirst && { error })}
      />
    </BlockStack>
  );
}

/** Takes over what she has answered, once: what somebody does with it afterwards stays. */
function useAnswer(
  shown: ShownAddress | null,
  answered: AnsweredAddress | null,
  { answer, corrected: typed }: AddressDraft,
  change: Props['change'],
) {
  const news = shown && answered && answer !== answered.id ? { shown, answered } : null;
  const untouched = Object.keys(typed).length === 0;
  useEffect(() => {
    if (!news) return;
    const { id } = news.answered;
    const typedHers = isTheirs(news.shown.fields, typed, news.answered);
    // What she has looked at herself need not be ticked by somebody else; what was typed meanwhile is looked at anew.
    if (answersThis(news.shown, news.answered) && (untouched || typedHers))
      change({ ...theirs(news.shown, news.answered), answer: id });
    else change({ answer: id, confirmed: '' });
    // Once an answer: the rest is another object each time.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [news?.answered.id, news?.shown.fingerprint]);
}

const theirs = (shown: ShownAddress, answered: AnsweredAddress) => ({
  corrected: toTheirs(shown.fields, answered),
  confirmed: shown.fingerprint,
});

type AnswerProps = Pick<Props, 'draft' | 'change'> & { shown: ShownAddress; answered: AnsweredAddress };

/** Whether this is what the customer said herself; else what that was. */
function Answer({ shown, answered, draft, change }: AnswerProps) {
  const { date } = useFormats();
  const at = date(answered.at);
  if (isTheirs(shown.fields, draft.corrected, answered))
    return (
      <Text as="p" tone="subdued">
        {texts.answered[answered.answer](at)}
      </Text>
    );
  return (
    <BlockStack gap="100">
      <Text as="p">{texts.theirs(at, printed(answered.fields).join(', '))}</Text>
      <InlineStack>
        <Button variant="plain" onClick={() => change(theirs(shown, answered))}>
          {texts.useTheirs}
        </Button>
      </InlineStack>
    </BlockStack>
  );
}

type CorrectionsProps = Pick<Props, 'draft' | 'change' | 'id'> & { address: Address };

function Corrections({ address, draft, change, id }: CorrectionsProps) {
  // What is corrected has to be looked at once more.
  const correct = (field: AddressField, text: string) =>
    change({ corrected: { ...draft.corrected, [field]: text }, confirmed: '' });
  return (
    <BlockStack gap="200">
      <Text as="p" tone="subdued">
        {texts.correctedNow}
      </Text>
      <InlineGrid columns={{ xs: 1, sm: 2 }} gap="300">
        {addressFields.map((field) => (
          <TextField
            key={field}
            id={`${id}-${field}`}
            label={texts.addressNames[field]}
            autoComplete="off"
            maxLength={255}
            value={draft.corrected[field] ?? address[field] ?? ''}
            onChange={(text) => correct(field, field === 'countryCode' ? text.toUpperCase() : text)}
          />
        ))}
      </InlineGrid>
    </BlockStack>
  );
}

/** An address on one line, as it is read out. */
function printed(address: Address): string[] {
  const { firstName, lastName, company, address1, address2, city, province, zip, countryCode, phone } = address;
  const joined = (...parts: (string | null)[]) => parts.filter((part) => part !== null).join(' ');
  const parts = [
    joined(firstName, lastName),
    company,
    address1,
    address2,
    joined(zip, city, province),
    countryCode,
    phone,
  ];
  return parts.flatMap((part) => (part === null || part === '' ? [] : part));
}
