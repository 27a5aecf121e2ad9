import type { ReactNode } from 'react';

const style = {
  page: { maxWidth: '36rem', margin: '12vh auto', padding: '0 1.5rem', font: '16px/1.5 system-ui, sans-serif' },
  title: { fontSize: '1.4rem' },
} as const;

/** A page outside of the Shopify admin. Needs no stylesheet and no script. */
export function PlainPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main style={style.page}>
      <h1 style={style.title}>{title}</h1>
      {children}
    </main>
  );
}
