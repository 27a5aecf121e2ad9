/**
 * What the App Bridge stand-in (inside the frame) and the admin page (around it) say to each other by `postMessage`.
 * Shopify's own protocol is private; this one is ours, only the script's public surface is meant to be Shopify's.
 *
 * Types only: both sides are served to the browser and share nothing at run time but these shapes.
 */

/** Marks our messages among whatever else a page may post. */
export type Channel = 'dev-store-app-bridge';

/** Sent by either side. With an `id`, the sender waits for a `Reply` that carries the same id. */
export type Message = { channel: Channel; name: string; payload: Payload; id?: string };
export type Reply = { channel: Channel; replyTo: string; ok: boolean; value: unknown };
export type Payload = Record<string, unknown>;

/** One button or link that the admin draws on the app's behalf; pressing it is sent back with its index. */
export type ActionItem = {
  label: string;
  variant: 'primary' | 'breadcrumb' | 'plain';
  critical: boolean;
  disabled: boolean;
  loading: boolean;
};

/** One entry of the app's navigation. `home` is where the app's own name leads and is not listed. */
export type NavItem = { label: string; href: string; home: boolean };
