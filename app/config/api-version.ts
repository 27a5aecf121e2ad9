/** The one version of Shopify's Admin API: app, generated types, webhooks and shopify.app.toml. A test compares them. */
export const API_VERSION = '2026-10';
