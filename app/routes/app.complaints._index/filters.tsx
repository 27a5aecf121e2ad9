import { useNavigate } from '@remix-run/react';
import { Icon, Select, TextField } from '@shopify/polaris';
import { SearchIcon } from '@shopify/polaris-icons';
import { useEffect, useRef, useState } from 'react';
import { complaintStates, reasons } from '#app/domain/complaint/complaint.ts';
import { complaintsTexts as texts } from '#app/i18n/en/complaints.ts';
import { reasonWords, stateWords } from '#app/i18n/en/words.ts';
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
const assigneeOptions = [
  { label: texts.anyone, value: '' },
  { label: texts.me, value: 'me' },
  { label: texts.nobody, value: 'nobody' },
];

/** Search and filters. They live in the address. */
export function Filters({ params }: { params: URLSearchParams }) {
  const navigate = useNavigate();
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
        options={assigneeOptions}
        value={params.get('assignee') ?? ''}
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

  useEffect(() => {
    if (typed.trim() === sent.current) return undefined;
    const timer = setTimeout(() => {
      sent.current = typed.trim();
      navigate(
        { search: withFilter(params, 'q', typed.trim()).toString() },
        { replace: true, preventScrollReset: true },
      );
    }, searchPauseMs);
    return () => clearTimeout(timer);
  }, [typed, params, navigate]);

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
      clearButton
      onClearButtonClick={() => setTyped('')}
    />
  );
}
