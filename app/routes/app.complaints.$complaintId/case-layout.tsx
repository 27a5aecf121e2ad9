import { Button } from '@shopify/polaris';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { complaintTexts } from '#app/i18n/en/complaint.ts';
import styles from './case-layout.module.css';

type Props = {
  /** What must not be overlooked, if there is anything. */
  warning: ReactNode;
  playbook: ReactNode;
  main: ReactNode;
  story: ReactNode;
  beside: ReactNode;
};

/**
 * Two columns on a desk. On a phone the panel comes first, and what stands beside it is folded under the header; a
 * warning is not.
 */
export function CaseLayout({ warning, playbook, main, story, beside }: Props) {
  const [unfolded, setUnfolded] = useState(false);
  return (
    <div className={`${styles['case']} ${warning ? styles['warned'] : ''}`}>
      <div className={styles['unfold']}>
        <Button
          fullWidth
          disclosure={unfolded ? 'up' : 'down'}
          ariaExpanded={unfolded}
          ariaControls="beside"
          onClick={() => setUnfolded(!unfolded)}
        >
          {complaintTexts.header.unfold}
        </Button>
      </div>
      <div className={styles['main']}>
        {playbook}
        {main}
      </div>
      <div className={styles['story']}>{story}</div>
      <div className={styles['side']}>
        {warning && <div className={styles['warning']}>{warning}</div>}
        <div id="beside" className={`${styles['beside']} ${unfolded ? '' : styles['folded']}`}>
          {beside}
        </div>
      </div>
    </div>
  );
}
