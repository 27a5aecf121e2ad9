import styles from './budget-bar.module.css';

/** What of a budget is given and held, in minor units. For those who would rather look than read: put the figures beside it. */
export function BudgetBar({ given, held, most }: { given: number; held: number; most: number }) {
  const share = (part: number) => `${String(most === 0 ? 0 : Math.min(100, (part / most) * 100))}%`;
  return (
    <div className={styles['bar']} aria-hidden>
      <span className={styles['given']} style={{ width: share(given) }} />
      <span className={styles['held']} style={{ width: share(held) }} />
    </div>
  );
}
