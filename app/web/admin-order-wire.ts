/** What the admin extension on an order's page is told and sends. Types only: the extension has them from here. */
export type Choice = { value: string; label: string };

export type OrderComplaint = {
  /** "C-12" */
  number: string;
  /** In the app, for a link of the admin ("app/complaints/…"). */
  path: string;
  reason: string;
  state: string;
  tone: 'neutral' | 'info' | 'success' | 'caution';
  /** What is next, and by when; empty when it is over. */
  next: string;
  overdue: boolean;
  /** Whom it is with. */
  assignee: string;
  /** "Refund, €12.50: given" */
  given: string[];
  lineItemIds: string[];
};

/** GET /api/admin-order/<id> */
export type AdminOrder = { complaints: OrderComplaint[] };

/** GET /api/admin-order/<id>/form */
export type AdminOrderForm = {
  requestId: string;
  order: string;
  lines: { id: string; title: string; variant: string | null; quantity: number }[];
  reasons: (Choice & { severity: string })[];
  wishes: Choice[];
  channels: Choice[];
  complaints: OrderComplaint[];
};

/** POST /api/admin-order/<id>/form: the fields of the app's own form. */
export type AdminOrderLogged = { number: string; path: string };

/** Whatever was refused: a sentence, and others beside their fields. */
export type AdminOrderProblem = { message: string; fields: Record<string, string> };
