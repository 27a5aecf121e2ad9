import { Button } from '@shopify/polaris';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { complaintTexts } from '#app/i18n/en/complaint.ts';
import styles from './case-layout.module.css';

type Props = { main: ReactNode; story: ReactNode; beside: ReactNode };

/** Two columns on a desk. On a phone the panel comes first, and what stands beside it is folded under the header. */
export function CaseLayout({ main, story, beside }: Props) {
  const [unfolded, setUnfolded] = useState(false);
  return (
    <div className={styles['case']}>
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
      <div className={styles['main']}>{main}</div>
      <div className={styles['story']}>{story}</div>
      <div id="beside" className={`${styles['beside']} ${unfolded ? '' : styles['folded']}`}>
        {beside}
      </div>
    </div>
  );
}
