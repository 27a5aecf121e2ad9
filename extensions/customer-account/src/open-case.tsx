import { useState } from 'preact/hooks';
import type { AccountLink } from '../../../app/customer-pages/account/wire.ts';
import { ask, type Here } from './ask.ts';

type Props = {
  here: Here;
  caseNumber: number;
  label: string;
  failed: string;
  variant?: 'primary' | 'secondary';
  slot?: 'primary-action';
};

/** Leads to the page of a case. Its link is made when it is wanted. */
export function OpenCase({ here, caseNumber, label, failed, variant = 'secondary', slot }: Props) {
  const [state, setState] = useState<'idle' | 'asking' | 'failed'>('idle');
  const open = async (): Promise<void> => {
    setState('asking');
    const answer = await ask<AccountLink>(here, `cases/${String(caseNumber)}/link`, {});
    if ('told' in answer) navigation.navigate(answer.told.address);
    setState('told' in answer ? 'idle' : 'failed');
  };
  return (
    <s-button {...(slot && { slot })} variant={variant} loading={state === 'asking'} onClick={() => void open()}>
      {state === 'failed' ? failed : label}
    </s-button>
  );
}
