/** Dialogs, toasts and the loading bar: what the admin draws above everything. */
import { adminConfig, asList, asText, askServer, make, makeButton, need } from './dom.ts';
import { onFrame, tellFrame } from './wire.ts';

/** Shows a dialog with a heading; `build` fills it and gets the function that closes it. */
export function openDialog(
  heading: string,
  className: string,
  build: (dialog: HTMLDialogElement, close: () => void) => void,
  onClose: () => void,
): HTMLDialogElement {
  const dialog = make('dialog', className);
  dialog.setAttribute('aria-label', heading);
  const head = make('header');
  const close = (): void => dialog.close();
  const cross = makeButton('✕', 'close', close);
  cross.setAttribute('aria-label', 'Close');
  head.append(make('h2', '', heading), cross);
  dialog.append(head);
  build(dialog, close);
  dialog.addEventListener('close', () => {
    dialog.remove();
    onClose();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Asks a yes-or-no question. Closing it is a no. */
export function confirmChoice(heading: string, body: string, no: string, yes: string): Promise<boolean> {
  return new Promise((resolve) => {
    let chosen = false;
    openDialog(
      heading,
      'small',
      (dialog, close) => {
        const footer = make('footer');
        const agree = makeButton(yes, 'button critical', () => {
          chosen = true;
          close();
        });
        footer.append(makeButton(no, 'button', close), agree);
        dialog.append(make('p', 'dialog-text', body), footer);
      },
      () => resolve(chosen),
    );
  });
}

const toastTimers = new Map<string, ReturnType<typeof setTimeout>>();

function removeToast(id: string): void {
  const toast = document.getElementById(`toast-${id}`);
  if (!toast) return;
  clearTimeout(toastTimers.get(id));
  toastTimers.delete(id);
  toast.remove();
  tellFrame('toast.gone', { id });
}

/** Shows a message at the bottom; `tell` hears of the action button. */
export function showToast(
  id: string,
  message: string,
  options: { isError: boolean; duration: number; action: string },
): void {
  const toast = make('div', options.isError ? 'toast error' : 'toast');
  toast.id = `toast-${id}`;
  toast.append(make('span', '', message));
  if (options.action !== '') {
    toast.append(makeButton(options.action, 'toast-action', () => tellFrame('toast.action', { id })));
  }
  const cross = makeButton('✕', 'toast-close', () => removeToast(id));
  cross.setAttribute('aria-label', 'Dismiss');
  toast.append(cross);
  need('[data-toasts]').append(toast);
  toastTimers.set(
    id,
    setTimeout(() => removeToast(id), options.duration),
  );
}

/** The thin bar at the top: something is on its way. */
export function showLoading(on: boolean): void {
  need('[data-loading]').hidden = !on;
}

/** A page of the app is signed like the main frame's; any other origin is stopped by the page's policy. */
async function loadModalFrame(frame: HTMLIFrameElement, src: string): Promise<void> {
  const url = new URL(src);
  if (url.origin !== adminConfig.appOrigin) {
    frame.src = src;
    return;
  }
  const signed = await askServer('frame-url', { path: `${url.pathname}${url.search}` });
  frame.src = asText(signed['url']);
}

function openFrameModal(
  id: string,
  src: string,
  title: string,
  variant: string,
  actions: Record<string, unknown>[],
): void {
  openDialog(
    title,
    `modal ${variant}`,
    (dialog) => {
      dialog.id = `modal-${id}`;
      const frame = make('iframe');
      frame.title = title;
      void loadModalFrame(frame, src);
      frame.dataset['modalFrame'] = '';
      dialog.append(frame);
      if (actions.length === 0) return;
      const footer = make('footer');
      actions.forEach((action, index) => {
        const style = action['variant'] === 'primary' ? 'button primary' : 'button';
        const button = makeButton(asText(action['label']), style, () => tellFrame('modal.press', { id, index }));
        button.disabled = action['disabled'] === true;
        if (action['variant'] === 'primary') footer.append(button);
        else footer.prepend(button);
      });
      dialog.append(footer);
    },
    () => tellFrame('modal.closed', { id }),
  );
}

/** Connects all of this with what the app asks for. */
export function installDialogs(): void {
  onFrame('toast.show', (payload) => {
    const duration = typeof payload['duration'] === 'number' ? payload['duration'] : 5000;
    showToast(asText(payload['id']), asText(payload['message']), {
      isError: payload['isError'] === true,
      duration,
      action: asText(payload['action']),
    });
  });
  onFrame('toast.hide', (payload) => removeToast(asText(payload['id'])));
  onFrame('loading', (payload) => showLoading(payload['on'] === true));
  onFrame('dim', (payload) => document.body.classList.toggle('dimmed', payload['on'] === true));
  onFrame('modal.open', (payload) =>
    openFrameModal(
      asText(payload['id']),
      asText(payload['src']),
      asText(payload['title']),
      asText(payload['variant']),
      asList(payload['actions']),
    ),
  );
  onFrame('modal.close', (payload) => {
    const dialog = document.getElementById(`modal-${asText(payload['id'])}`);
    if (dialog instanceof HTMLDialogElement) dialog.close();
  });
}
