import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig } from 'vite';
// The plugin's options stand where people look for them; Vite itself does not know that file.
import remixOptions from './remix.config.js';

export default defineConfig({
  plugins: [remix(remixOptions)],
  // Found one by one while a page loads, they would be bundled anew each time, and the page would hold two Reacts.
  optimizeDeps: {
    entries: ['app/entry.client.tsx', 'app/root.tsx', 'app/routes/**/*.tsx'],
    include: [
      'react',
      'react/jsx-runtime',
      'react/jsx-dev-runtime',
      'react-dom',
      'react-dom/client',
      '@remix-run/react',
      '@shopify/polaris',
      '@shopify/polaris-icons',
      '@shopify/shopify-app-remix/react',
    ],
  },
  resolve: { dedupe: ['react', 'react-dom'] },
  build: {
    // Files stay files: a data: URL would not be cached, and the policy allows no inline script.
    assetsInlineLimit: 0,
    rollupOptions: {
      onwarn: (warning, warn) => {
        // Routes without a screen (webhooks) leave nothing for the browser, as they should.
        if (warning.code !== 'EMPTY_BUNDLE') warn(warning);
      },
    },
  },
});
