/**
 * Loaded with `node --import ./dev-store/preload.ts` into the app's process, before any other module.
 *
 * The app speaks to `https://<shop>.myshopify.com` as it would in production; this file is what turns those requests
 * towards the dev store. It has to run first because `@shopify/shopify-api` takes `globalThis.fetch` when its Node
 * adapter is imported (`setAbstractFetchFunc(globalThis.fetch)`), while `graphql-request` and the Admin API client look
 * it up later: both get the one installed here. A later `installGlobals()` of `@remix-run/node` would replace it.
 *
 * This is the one module in the repository that acts on import: that is what `--import` is for.
 */
import { createDevStoreFetch } from './preload-fetch.ts';

globalThis.fetch = createDevStoreFetch(globalThis.fetch, () => process.env['DEV_STORE_URL'] ?? 'http://localhost:4000');
