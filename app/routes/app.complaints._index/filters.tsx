import { useNavigate } from '@remix-run/react';
import { Icon, Select, TextField } from '@shopify/polaris';
import type { SelectProps } from '@shopify/polaris';
import { SearchIcon } from '@shopify/polaris-icons';
import { useCallback, useEffect, useRef, useState } from 'react';
import { complaintStates, reasons } from '#app/domain/complaint/complaint.ts';
import { complaintsTexts as texts } from '#app/i18n/en/complaints.ts';
import { reasonWords, stateWords } from '#app/i18n/en/words.ts';
import type { PersonView } from '#app/services/views.ts';
import { withFilter } from './query.ts';
import { searchFieldId } from './use-list-keys.ts';
import styles from './views.module.css';

const searchPauseMs = 250;

const stateOptions = [
  { label: texts.anyState, value: '' },
  ...complaintStates.map((value) => ({ label: stateWords[value], value })),
];
const reasonOptions = [
  { label: texts.anyReason, value: '' },
  ...reasons.map((value) => ({ label: reasonWords[value], value })),
];

/** By what one asks most; then everybody by name. Whom the address names and nobody knows has a place of its own. */
function assigneeOptions(people: PersonView[], chosen: string): NonNullable<SelectProps['options']> {
  const known = ['', 'me', ...people.map((person) => person.userId)];
  return [
    { label: texts.anyone, value: '' },
    { label: texts.me, value: 'me' },
    ...(known.includes(chosen) ? [] : [{ label: texts.somebodyElse, value: chosen }]),
    { title: texts.byName, options: people.map(({ userId, name }) => ({ label: name, value: userId })) },
  ];
}

/** Search and filters. They live in the address. */
export function Filters({ params, people }: { params: URLSearchParams; people: PersonView[] }) {
  const navigate = useNavigate();
  const assignee = params.get('assignee') ?? '';
  const choose = (name: 'state' | 'reason' | 'assignee') => (value: string) => {
    navigate({ search: withFilter(params, name, value).toString() }, { preventScrollReset: true });
  };
  return (
    <div className={styles['filters']} role="search">
      <div className={styles['search']}>
        <Search params={params} />
      </div>
      <Select
        label={texts.state}
        labelHidden
        options={stateOptions}
        value={params.get('state') ?? ''}
        onChange={choose('state')}
      />
      <Select
        label={texts.reason}
        labelHidden
        options={reasonOptions}
        value={params.get('reason') ?? ''}
        onChange={choose('reason')}
      />
      <Select
        label={texts.assignee}
        labelHidden
        options={assigneeOptions(people, assignee)}
        value={assignee}
        onChange={choose('assignee')}
      />
    </div>
  );
}

/** Searches as one types, a pause after the last key. */
function Search({ params }: { params: URLSearchParams }) {
  const navigate = useNavigate();
  const inAddress = params.get('q') ?? '';
  const [typed, setTyped] = useState(inAddress);
  const sent = useRef(inAddress);

  // Back, forward and the tabs change the address: the field follows, unless the address is the field's own doing.
  useEffect(() => {
    if (inAddress === sent.current) return;
    sent.current = inAddress;
    setTyped(inAddress);
  }, [inAddress]);

  const search = useCallback(() => {
    const text = typed.trim();
    if (text === sent.current) return;
    sent.current = text;
    navigate({ search: withFilter(params, 'q', text).toString() }, { replace: true, preventScrollReset: true });
  }, [typed, params, navigate]);

  useEffect(() => {
    const timer = setTimeout(search, searchPauseMs);
    return () => clearTimeout(timer);
  }, [search]);

  return (
    <TextField
      id={searchFieldId}
      label={texts.search}
      labelHidden
      type="search"
      autoComplete="off"
      placeholder={texts.searchHint}
      prefix={<Icon source={SearchIcon} />}
      value={typed}
      onChange={setTyped}
      // Before the click that takes the focus: a search that came after it would call back whoever opens a case.
      onBlur={search}
      clearButton
      onClearButtonClick={() => setTyped('')}
    />
  );
}
