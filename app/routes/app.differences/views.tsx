import { Link } from '@remix-run/react';
import { differencesTexts as texts } from '#app/i18n/en/differences.ts';
import type { DifferencesPage, DifferenceView } from '#app/services/difference-views.ts';
import { views } from './query.ts';
import styles from './differences.module.css';

type Props = { view: DifferenceView; counts: DifferencesPage['counts'] };

/** Open, made by hand, resolved: each is an address. */
export function Views({ view, counts }: Props) {
  const count: Record<DifferenceView, number> = { ...counts, resolved: 0 };
  return (
    <nav className={styles['views']} aria-label={texts.views}>
      {views.map((each) => (
        <Link
          key={each}
          className={styles['view']}
          to={{ pathname: '/app/differences', search: each === 'open' ? '' : `view=${each}` }}
          aria-current={each === view ? 'page' : undefined}
        >
          {texts.view[each](count[each])}
        </Link>
      ))}
    </nav>
  );
}
