/** Puts the stand-in together as `window.shopify`. Everything Shopify's type has and this object lacks fails loudly. */
import type { ShopifyGlobal } from './shopify-types.ts';
import { installBars } from './bars.ts';
import { adminOrigin, isEmbedded, listenToAdmin, notify } from './messages.ts';
import { installMissingElements, loudlyIncomplete } from './missing.ts';
import { installModal, modalApi } from './modal.ts';
import { installNavigation, navigateApp, reportLocation } from './navigation.ts';
import { installSaveBar, saveBarApi } from './save-bar.ts';
import { idToken, leaveBouncePage, patchFetch, readConfig } from './session.ts';
import { installSurfaces, loadingApi, resourcePickerApi, toastApi, userApi } from './surfaces.ts';

type Implemented = Pick<
  ShopifyGlobal,
  | 'config'
  | 'origin'
  | 'ready'
  | 'environment'
  | 'loading'
  | 'idToken'
  | 'user'
  | 'toast'
  | 'resourcePicker'
  | 'modal'
  | 'saveBar'
>;

function install(): void {
  listenToAdmin();
  const ready = new Promise<void>((resolve) => {
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => resolve());
    else resolve();
  });
  const api: Implemented = {
    config: readConfig(),
    origin: adminOrigin,
    ready,
    environment: { mobile: false, embedded: isEmbedded, pos: false, intent: false },
    loading: loadingApi,
    idToken,
    user: userApi,
    toast: loudlyIncomplete(toastApi, 'toast'),
    resourcePicker: resourcePickerApi,
    modal: loudlyIncomplete(modalApi, 'modal'),
    saveBar: loudlyIncomplete(saveBarApi, 'saveBar'),
  };
  // Not in Shopify's types of the script, but offered under this name: moves the app as the admin's menu does.
  Object.assign(api, { navigation: loudlyIncomplete({ navigate: navigateApp }, 'navigation') });
  // The cast is the point: Shopify's type promises more than is here, and the proxy complains about the difference.
  window.shopify = loudlyIncomplete(api) as ShopifyGlobal;
  patchFetch();
  installNavigation();
  if (new URLSearchParams(location.search).has('shopify-reload')) {
    void leaveBouncePage();
    return;
  }
  installBars();
  installSaveBar();
  installModal();
  installSurfaces();
  installMissingElements();
  notify('ready', {});
  void ready.then(reportLocation);
}

if ('shopify' in window) {
  console.error('App Bridge: the script was loaded twice. The second copy does nothing.');
} else {
  install();
}
