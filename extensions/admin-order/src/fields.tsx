import type { AdminOrderForm, Choice } from '../../../app/web/admin-order-wire.ts';

/** What has been chosen and typed, by the names that the server reads. */
export type Complaint = {
  lines: string[];
  /** How many, by line; a line that is not here is about one. */
  quantities: Record<string, number>;
  reason: string;
  words: string;
  wantedOutcome: string;
  channel: string;
};

/** An order of one line leaves nothing to choose. */
export const emptyComplaint = ({ lines }: AdminOrderForm): Complaint => ({
  ...{ lines: lines.length === 1 ? lines.map(({ id }) => id) : [], quantities: {} },
  ...{ reason: '', words: '', wantedOutcome: '', channel: 'email' },
});

/** As it is sent: the app's own form, with the severity that the server has suggested for the reason. */
export function fieldsOf(form: AdminOrderForm, orderId: string, complaint: Complaint): URLSearchParams {
  const { lines, quantities, reason, words, wantedOutcome, channel } = complaint;
  const severity = form.reasons.find(({ value }) => value === reason)?.severity ?? 'normal';
  const { requestId } = form;
  const fields = new URLSearchParams({ requestId, orderId, reason, severity, words, wantedOutcome, channel });
  for (const id of lines) fields.append('lines', `${id}:${String(quantities[id] ?? 1)}`);
  return fields;
}

/** The element that an event was heard at; Shopify's types leave open which. */
const elementOf = <Tag extends keyof HTMLElementTagNameMap>(event: Event) =>
  event.currentTarget as HTMLElementTagNameMap[Tag];
const valueIn = (event: Event): string => elementOf<'s-select'>(event).value ?? '';

type Props = {
  form: AdminOrderForm;
  complaint: Complaint;
  change: (part: Partial<Complaint>) => void;
  say: (key: string, values?: Record<string, string>) => string;
  wrong: Record<string, string>;
};

export function Fields({ form, complaint, change, say, wrong }: Props) {
  const oneOf = { placeholder: say('log.choose') };
  return (
    <>
      <Items {...{ form, complaint, change, say, wrong }} />
      <OneOf
        {...oneOf}
        label={say('log.reason')}
        choices={form.reasons}
        value={complaint.reason}
        error={wrong['reason']}
        choose={(reason) => change({ reason })}
      />
      <s-text-area
        label={say('log.words')}
        rows={3}
        value={complaint.words}
        error={wrong['words']}
        onInput={(event: Event) => change({ words: valueIn(event) })}
      />
      <OneOf
        {...oneOf}
        label={say('log.wanted')}
        choices={form.wishes}
        value={complaint.wantedOutcome}
        error={wrong['wantedOutcome']}
        choose={(wantedOutcome) => change({ wantedOutcome })}
      />
      <OneOf
        {...oneOf}
        label={say('log.channel')}
        choices={form.channels}
        value={complaint.channel}
        error={wrong['channel']}
        choose={(channel) => change({ channel })}
      />
    </>
  );
}

function Items({ form, complaint, change, say, wrong }: Props) {
  const several = form.lines.filter(({ id, quantity }) => complaint.lines.includes(id) && quantity > 1);
  const same = form.complaints.find(({ lineItemIds }) => lineItemIds.some((id) => complaint.lines.includes(id)));
  return (
    <>
      <s-choice-list
        label={say('log.items')}
        multiple
        values={complaint.lines}
        error={wrong['lines']}
        onChange={(event: Event) => change({ lines: elementOf<'s-choice-list'>(event).values ?? [] })}
      >
        {form.lines.map(({ id, title, variant }) => (
          <s-choice key={id} value={id}>
            {variant === null ? title : `${title}, ${variant}`}
          </s-choice>
        ))}
      </s-choice-list>
      {several.map(({ id, title, quantity }) => (
        <s-number-field
          key={id}
          label={say('log.howMany', { item: title })}
          min={1}
          max={quantity}
          value={String(complaint.quantities[id] ?? 1)}
          onChange={(event: Event) => change({ quantities: { ...complaint.quantities, [id]: Number(valueIn(event)) } })}
        />
      ))}
      {same && (
        <s-banner tone="warning">
          {say('log.same', { number: same.number })}{' '}
          <s-link href={`app:${same.path}`}>{say('log.open', { number: same.number })}</s-link>
        </s-banner>
      )}
    </>
  );
}

type OneOfProps = {
  label: string;
  placeholder: string;
  choices: readonly Choice[];
  value: string;
  error: string | undefined;
  choose: (value: string) => void;
};

function OneOf({ label, placeholder, choices, value, error, choose }: OneOfProps) {
  return (
    <s-select
      label={label}
      placeholder={placeholder}
      value={value}
      error={error}
      onChange={(event: Event) => choose(valueIn(event))}
    >
      {choices.map((one) => (
        <s-option key={one.value} value={one.value}>
          {one.label}
        </s-option>
      ))}
    </s-select>
  );
}
