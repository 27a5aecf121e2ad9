/** What the customer account extension is told and sends. Types only: the extension has them from here. */

export type Choice = { value: string; label: string };

/** One of her complaints about the order, in her words. */
export type AccountCase = {
  /** For its link. */
  number: number;
  /** "Your case C-12" */
  title: string;
  /** "About order #1001, since 3 November" */
  about: string;
  stands: string;
  /** By when she hears, or what she can do; empty where there is nothing to say. */
  next: string;
  over: boolean;
  given: { title: string; lines: string[]; code: { label: string; text: string } | null }[];
};

/** GET /api/customer-account/orders/<id>?lang=en */
export type AccountOrder = {
  order: { name: string; lines: { id: string; title: string; variant: string | null; quantity: number }[] };
  /** Null where the shop takes no reports. */
  form: {
    requestId: string;
    reasons: (Choice & { below: Choice[] })[];
    wishes: Choice[];
    consent: string;
  } | null;
  cases: AccountCase[];
};

/**
 * POST /api/customer-account/orders/<id>/complaints?lang=en, with `requestId` and fields as JSON, which are called as
 * those of the form at the shop (`line`, `quantity-<line>`, `reason`, `detail`, `words`, `wish`, `consent`), which reads them too.
 */
export type AccountReported = { number: number; title: string; lines: string[] };

/** POST /api/customer-account/cases/<number>/link */
export type AccountLink = { address: string };

/** Whatever was refused. `fields`: what is wrong, by the field that it stands beside. */
export type AccountProblem = {
  problem: 'signed_out' | 'not_found' | 'fields' | 'closed' | 'too_many' | 'unavailable';
  fields?: Record<string, string>;
};
