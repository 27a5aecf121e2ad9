import type { OrderForComplaint, OrderSearchRow } from '#app/services/views.ts';

export type SearchStep = {
  kind: 'search';
  text: string;
  /** null while nothing was asked, or nothing could be learned. */
  found: OrderSearchRow[] | null;
  problem: { title: string; text: string } | null;
  status: number;
};

export type FormStep = { kind: 'form'; page: OrderForComplaint; highValueMinor: number; status: number };

/** First the order is found, then the form is filled in beside it. */
export type Step = SearchStep | FormStep;
