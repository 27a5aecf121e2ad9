import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig } from 'vite';
// The plugin's options stand where people look for them; Vite itself does not know that file.
import remixOptions from './remix.config.js';

export default defineConfig({
  plugins: [remix(remixOptions)],
  build: {
    // Files stay files: a data: URL would not be cached, and the policy allows no inline script.
    assetsInlineLimit: 0,
  },
});
