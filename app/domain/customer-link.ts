import type { ShopId } from './ids.ts';

/**
 * What a link to a customer is for; it opens that and nothing else. `status`: her complaint. `survey`, `check_in`: the answer
 * to one question, once. `address`: whether her address is right, once. `report`: that she may report a problem with an order.
 */
export const linkPurposes = ['status', 'survey', 'check_in', 'address', 'report'] as const;
export type LinkPurpose = (typeof linkPurposes)[number];

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;

/** How long each can be opened. A later message brings a fresh one. */
export const linkLivesMs: Record<LinkPurpose, number> = {
  status: 90 * dayMs,
  survey: 30 * dayMs,
  check_in: 30 * dayMs,
  address: 14 * dayMs,
  report: 2 * hourMs,
};

/** What stands before the secret in an address, so that it is known for one wherever it turns up (app/config/redact.server.ts). */
export const linkTokenPrefix = 'amc_';
const tokenShape = /^amc_[A-Za-z0-9_-]{43}$/;
/** The text, when it looks like the secret of a link: the mark, and 32 bytes in base64url. */
export const parseLinkToken = (text: unknown): string | null =>
  typeof text === 'string' && tokenShape.test(text) ? text : null;

/** Where a link leads, on the app's own address. The shop stands in it, so that no lookup reaches across shops. */
export const linkPath = (shopId: ShopId, token: string): string =>
  `/c/${shopId.replace(/\.myshopify\.com$/, '')}/${token}`;
