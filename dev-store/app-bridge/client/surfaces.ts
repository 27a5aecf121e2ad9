/** The smaller surfaces: toast, loading bar, user, resource picker. */
import type { ResourcePickerApi, ToastOptions } from './shopify-types.ts';
import { ask, nextId, notify, onMessage } from './messages.ts';

const toastOptions = new Map<string, ToastOptions>();

/** `shopify.toast` */
export const toastApi = {
  show: (message: string, options: ToastOptions = {}): string => {
    const id = nextId('toast');
    toastOptions.set(id, options);
    notify('toast.show', {
      id,
      message,
      duration: options.duration ?? 5000,
      isError: options.isError ?? false,
      action: options.action ?? '',
    });
    return id;
  },
  hide: (id: string): void => notify('toast.hide', { id }),
};

/** `shopify.loading()`: the thin bar at the top of the admin. */
export const loadingApi = (isLoading = true): void => notify('loading', { on: isLoading });

/** `shopify.user()`: in the admin of the web, the id, name and e-mail of who is signed in. */
export async function userApi(): Promise<Record<string, unknown>> {
  const user = await ask('user');
  return typeof user === 'object' && user !== null ? { ...user } : {};
}

/** `shopify.resourcePicker()`: products or variants; an array with `selection`, or undefined when cancelled. */
export const resourcePickerApi: ResourcePickerApi = async (options) => {
  if (options.type === 'collection') {
    throw new Error('App Bridge stand-in: resourcePicker({type: "collection"}) is not implemented by the dev store.');
  }
  const picked = await ask('picker', {
    type: options.type,
    action: options.action ?? 'add',
    multiple: options.multiple ?? false,
    query: options.query ?? '',
    variants: options.filter?.variants ?? true,
    selectionIds: (options.selectionIds ?? []).map((each) => each.id),
  });
  if (!Array.isArray(picked)) return undefined;
  return Object.assign(picked, { selection: picked });
};

/** Listens for what happens to a toast in the admin. */
export function installSurfaces(): void {
  onMessage('toast.action', (payload) => toastOptions.get(String(payload['id']))?.onAction?.());
  onMessage('toast.gone', (payload) => {
    toastOptions.get(String(payload['id']))?.onDismiss?.();
    toastOptions.delete(String(payload['id']));
  });
}
