import { html, type SafeHtml } from '../html.ts';
import { APP_MARK } from '../icons.ts';
import type { DevStoreOptions } from '../../options.ts';

/** The app in its frame, under the bar that shows its name and what its title bar holds. */
export function appFramePage(options: DevStoreOptions, frameUrl: string): SafeHtml {
  return html`<div class="app-page">
    <div class="title-bar" role="region" aria-label="App title bar">
      <h1 class="title-bar-name">${APP_MARK}<b>${options.appName}</b><span data-title-bar-title></span></h1>
      <div class="title-bar-actions" data-title-bar-actions></div>
    </div>
    <iframe
      id="app-frame"
      title="${options.appName}"
      data-src="${frameUrl}"
      allow="clipboard-write"
      data-app-frame
    ></iframe>
  </div>`;
}
