import { Link } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { complaintsTexts as texts } from '#app/i18n/en/complaints.ts';
import { savedViewNames, savedViews, viewOf } from './query.ts';
import styles from './views.module.css';

/** Saved views: each is an address, so that it can be opened in a tab, kept and sent. */
export function Views({ params }: { params: URLSearchParams }) {
  const current = viewOf(params);
  const nav = useRef<HTMLElement>(null);
  // On a phone the row of views is longer than the screen.
  useEffect(() => {
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [current]);
  return (
    <nav ref={nav} className={styles['views']} aria-label={texts.views}>
      {savedViewNames.map((name) => (
        <Link
          key={name}
          className={styles['view']}
          to={{ pathname: '/app/complaints', search: savedViews[name] }}
          aria-current={name === current ? 'page' : undefined}
        >
          {texts[name]}
        </Link>
      ))}
    </nav>
  );
}
