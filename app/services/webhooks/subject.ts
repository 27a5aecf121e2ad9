/** What a webhook is about: ids only, never personal data. Read from the payload at the edge. */
export type WebhookSubject = {
  orderId?: string | undefined;
  refundId?: string | undefined;
  discountId?: string | undefined;
  returnId?: string | undefined;
  /** Codes of ours that the order was paid with. */
  codes?: string[] | undefined;
  /** Remedies that a mark of ours names: in a refund's note, an order's tags, a discount's title. */
  marks?: string[] | undefined;
  customerId?: string | undefined;
  /** Orders that a customers/redact names. */
  orderIds?: string[] | undefined;
  /** The scopes after an app/scopes_update. */
  scopes?: string[] | undefined;
};
