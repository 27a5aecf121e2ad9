import type { AccountOrder, Choice } from '../../../app/customer-pages/account/wire.ts';

/** What has been chosen and typed, by the names that the server reads. */
export type Report = {
  line: string[];
  /** How many, by line; a line that is not here is about one. */
  quantities: Record<string, number>;
  reason: string;
  detail: string;
  words: string;
  wish: string;
  consent: boolean;
};

/** An order of one line leaves nothing to choose. */
export const emptyReport = ({ order: { lines } }: AccountOrder): Report => ({
  ...{ line: lines.length === 1 ? lines.map(({ id }) => id) : [], quantities: {} },
  ...{ reason: '', detail: '', words: '', wish: '', consent: false },
});

/** As it is sent. */
export const reportOf = (
  requestId: string,
  { line, quantities, reason, detail, words, wish, consent }: Report,
): Record<string, string | string[]> => ({
  ...{ requestId, line, reason, detail, words, wish, consent: consent ? 'yes' : '' },
  ...Object.fromEntries(line.map((id) => [`quantity-${id}`, String(quantities[id] ?? 1)])),
});

/** The element that an event was heard at; Shopify's types leave open which. */
const elementOf = <Tag extends keyof HTMLElementTagNameMap>(event: Event) =>
  event.currentTarget as HTMLElementTagNameMap[Tag];
const valueIn = (event: Event): string => elementOf<'s-select'>(event).value ?? '';

type Props = {
  order: AccountOrder;
  form: NonNullable<AccountOrder['form']>;
  report: Report;
  change: (part: Partial<Report>) => void;
  say: (key: string, values?: Record<string, string>) => string;
  wrong: Record<string, string>;
};

export function Fields({ order, form, report, change, say, wrong }: Props) {
  const below = form.reasons.find(({ value }) => value === report.reason)?.below ?? [];
  return (
    <>
      <Items {...{ order, report, change, say, wrong }} />
      <OneOf
        label={say('report.reason')}
        placeholder={say('report.choose')}
        choices={form.reasons}
        value={report.reason}
        error={wrong['reason']}
        choose={(reason) => change({ reason, detail: '' })}
      />
      {below.length > 0 && (
        <OneOf
          label={say('report.detail')}
          placeholder={say('report.choose')}
          choices={below}
          value={report.detail}
          error={wrong['detail']}
          choose={(detail) => change({ detail })}
        />
      )}
      <s-text-area
        label={say('report.words')}
        rows={4}
        value={report.words}
        error={wrong['words']}
        onInput={(event) => change({ words: valueIn(event) })}
      />
      <OneOf
        label={say('report.wish')}
        placeholder={say('report.choose')}
        choices={form.wishes}
        value={report.wish}
        error={wrong['wish']}
        choose={(wish) => change({ wish })}
      />
      <s-checkbox
        label={form.consent}
        checked={report.consent}
        error={wrong['consent']}
        onChange={(event) => change({ consent: elementOf<'s-checkbox'>(event).checked === true })}
      />
    </>
  );
}

function Items({ order: { order }, report, change, say, wrong }: Omit<Props, 'form'>) {
  const several = order.lines.filter(({ id, quantity }) => report.line.includes(id) && quantity > 1);
  return (
    <>
      <s-choice-list
        label={say('report.items')}
        multiple
        values={report.line}
        error={wrong['line']}
        onChange={(event) => change({ line: elementOf<'s-choice-list'>(event).values ?? [] })}
      >
        {order.lines.map(({ id, title, variant }) => (
          <s-choice key={id} value={id}>
            {variant === null ? title : `${title}, ${variant}`}
          </s-choice>
        ))}
      </s-choice-list>
      {several.map(({ id, title, quantity }) => (
        <s-number-field
          key={id}
          label={say('report.howMany', { item: title })}
          min={1}
          max={quantity}
          value={String(report.quantities[id] ?? 1)}
          onChange={(event) => change({ quantities: { ...report.quantities, [id]: Number(valueIn(event)) } })}
        />
      ))}
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
      onChange={(event) => choose(valueIn(event))}
    >
      {choices.map((one) => (
        <s-option key={one.value} value={one.value}>
          {one.label}
        </s-option>
      ))}
    </s-select>
  );
}
