/**
 * What Remix is told. Remix's Vite plugin does not read this file by itself: vite.config.ts imports it.
 * @type {import('@remix-run/dev').VitePluginConfig}
 */
export default {
  appDirectory: 'app',
  ignoredRouteFiles: ['**/*.test.*', '**/*.css'],
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_singleFetch: true,
    // Off: with a dozen routes the whole manifest is smaller than one round trip is long, and requests for parts of it
    // would come without a session token.
    v3_lazyRouteDiscovery: false,
  },
};
