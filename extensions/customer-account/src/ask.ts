/** Asking the app's server. What it answers is typed there; this file knows no rule of it. */
import type { AccountProblem } from '../../../app/customer-pages/account/wire.ts';

/** The address of the app, put in when the extension is built. */
declare const process: { env: { SHOPIFY_APP_URL: string } };

/** What an answer needs of the place that the extension runs in. */
export type Here = {
  sessionToken: { get(): Promise<string> };
  localization: { extensionLanguage: { value: { isoCode: string } } };
};

/** An answer, or why there is none; `unavailable` also when nothing could be reached. */
export type Answer<Told> = { told: Told } | AccountProblem;

/**
 * Asks as the customer who is signed in, in her language.
 * @param path below /api/customer-account
 * @param body sent as JSON; without one it is a GET
 */
export async function ask<Told>(here: Here, path: string, body?: object): Promise<Answer<Told>> {
  const language = here.localization.extensionLanguage.value.isoCode;
  const address = `${process.env.SHOPIFY_APP_URL}/api/customer-account/${path}?lang=${language}`;
  try {
    const token = await here.sessionToken.get();
    const answer = await fetch(address, {
      method: body ? 'POST' : 'GET',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const said: unknown = await answer.json();
    return answer.ok ? { told: said as Told } : (said as AccountProblem);
  } catch {
    // No network, or an answer that nobody of ours wrote.
    return { problem: 'unavailable' };
  }
}

/** Shopify's id of an order as the server writes it. */
export const orderNumber = (gid: string): string => gid.split('/').at(-1) ?? '';
