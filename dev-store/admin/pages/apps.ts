import { html, type SafeHtml } from '../html.ts';
import { dateTime } from '../format.ts';
import { APP_MARK } from '../icons.ts';
import { badge } from '../pieces.ts';
import type { Desk } from '../shops.ts';
import type { DevStoreOptions } from '../../options.ts';
import type { Store } from '../../state/store.ts';

/** The button that installs or uninstalls; the script sends it to the control API. */
function installButton(desk: Desk, action: 'install' | 'uninstall', label: string, next: string): SafeHtml {
  return html`<form data-installation="${action}" data-shop="${desk.shop.domain}" data-next="${next}">
    <button class="button ${action === 'install' ? 'primary' : 'critical'}">${label}</button>
    <p class="form-error" role="alert" hidden></p>
  </form>`;
}

/** The page of installed apps: there is one, and this is where it comes and goes. */
export function appsPage(store: Store, options: DevStoreOptions, desk: Desk): SafeHtml {
  const install = store.install(desk.shop.domain);
  const installed = install?.installed ?? false;
  const here = `/store/${desk.handle}/settings/apps`;
  return html`<div class="page">
    <div class="page-head"><h1>Apps and installation</h1></div>
    <section class="card" aria-labelledby="app-name">
      <div class="card-head">
        <h2 id="app-name">${APP_MARK} ${options.appName}</h2>
        ${badge(installed ? { label: 'Installed', tone: 'success' } : { label: 'Not installed', tone: 'neutral' })}
      </div>
      <p class="subdued">
        ${
          installed
            ? `Installed ${dateTime(install?.installedAt ?? store.nowIso(), desk.shop)}. Uninstalling revokes its tokens and sends app/uninstalled.`
            : `Uninstalled ${install?.uninstalledAt ? dateTime(install.uninstalledAt, desk.shop) : 'so far'}. Its data stays with the app until shop/redact.`
        }
      </p>
      <h3>What it may do</h3>
      <p>${(install?.scopes ?? options.scopes).map((scope) => html`<span class="tag">${scope}</span> `)}</p>
      <div class="card-actions">
        ${installed ? html`<a class="button" href="/store/${desk.handle}/apps/${options.appHandle}">Open</a>` : null}
        ${
          installed
            ? installButton(desk, 'uninstall', 'Uninstall', here)
            : installButton(desk, 'install', 'Install', `/store/${desk.handle}/apps/${options.appHandle}`)
        }
      </div>
    </section>
  </div>`;
}

/** What stands in the app's place while it is not installed: Shopify's own grant screen, in short. */
export function installCard(options: DevStoreOptions, desk: Desk): SafeHtml {
  return html`<div class="page narrow">
    <section class="card" aria-labelledby="install">
      <h1 id="install">${APP_MARK} Install ${options.appName}</h1>
      <p>${options.appName} is not installed in ${desk.shop.name}. It asks for:</p>
      <p>${options.scopes.map((scope) => html`<span class="tag">${scope}</span> `)}</p>
      <div class="card-actions">
        ${installButton(desk, 'install', 'Install', `/store/${desk.handle}/apps/${options.appHandle}`)}
      </div>
    </section>
  </div>`;
}
