import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig, type Plugin } from 'vite';
// The plugin's options stand where people look for them; Vite itself does not know that file.
import remixOptions from './remix.config.js';

const inStyleSheets = new Set(['border', 'color', 'font', 'height', 'shadow', 'text', 'width']);

/**
 * Polaris' design tokens hold several themes, a copy of everything each; Amends is shown in the light one, like the admin
 * around it. Of that one, colours, shadows, texts and the like are used by name from style sheets; scripts read the rest.
 * Fails the build when the tokens do not look as expected any more.
 */
function onlyTheLightTheme(): Plugin {
  return {
    name: 'only-the-light-theme',
    transform(code, id) {
      if (!id.includes('polaris-tokens/dist/esm/build/index.mjs')) return null;
      const found = /^var themes = (\{.*?^\});$/ms.exec(code);
      if (!found?.[1]) throw new Error('the tokens of Polaris look different: see vite.config.ts');
      const { light: all } = JSON.parse(found[1]) as { light: Record<string, object> };
      const light = Object.fromEntries(Object.entries(all).filter(([group]) => !inStyleSheets.has(group)));
      return { code: code.replace(found[0], () => `var themes = ${JSON.stringify({ light })};`), map: null };
    },
  };
}

export default defineConfig({
  plugins: [remix(remixOptions), onlyTheLightTheme()],
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
      // Files of a few hundred bytes are joined: apart, compression finds less in them, and each is named in the list of routes.
      output: { experimentalMinChunkSize: 1_000 },
      onwarn: (warning, warn) => {
        // Routes without a screen (webhooks) leave nothing for the browser, as they should.
        if (warning.code !== 'EMPTY_BUNDLE') warn(warning);
      },
    },
  },
});
