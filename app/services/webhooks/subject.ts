/** What a webhook is about: ids only, never personal data. Read from the payload at the edge. */
export type WebhookSubject = {
  orderId?: string | undefined;
  refundId?: string | undefined;
  customerId?: string | undefined;
  /** Orders that a customers/redact names. */
  orderIds?: string[] | undefined;
  /** The scopes after an app/scopes_update. */
  scopes?: string[] | undefined;
};
