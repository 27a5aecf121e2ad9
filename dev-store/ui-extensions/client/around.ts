/** The page around UI extensions: opens their dialog, gives each frame its height, and takes people where they lead. */

type Told = { kind: string; url?: string; height?: number };

const places = [...document.querySelectorAll<HTMLElement>('[data-ui-extensions]')];
const placeData = (name: string): string => places[0]?.dataset[name] ?? '';

/** Actions that can be opened on this page: the address of each one's frame. */
const actionFrame = (): string => placeData('action');

function frameOf(source: MessageEventSource | null): HTMLIFrameElement | null {
  return [...document.querySelectorAll('iframe')].find((frame) => frame.contentWindow === source) ?? null;
}

function openAction(): void {
  const dialog = document.createElement('dialog');
  dialog.className = 'extension-dialog';
  const frame = document.createElement('iframe');
  frame.title = placeData('actionTitle');
  frame.src = actionFrame();
  dialog.append(frame);
  dialog.addEventListener('close', () => {
    dialog.remove();
    // As Shopify does: once an action is closed, the page shows what came of it.
    for (const block of document.querySelectorAll<HTMLIFrameElement>('iframe[data-block]'))
      block.contentWindow?.location.reload();
  });
  document.body.append(dialog);
  dialog.showModal();
}

function go(url: string): void {
  if (url.startsWith('extension:')) openAction();
  else if (url.startsWith('app:'))
    location.assign(`${placeData('appBase')}/${url.slice('app:'.length).replace(/^\/*app\//, '')}`);
  else location.assign(url);
}

window.addEventListener('message', (event: MessageEvent<Told & { from?: string }>) => {
  if (event.origin !== location.origin || event.data.from !== 'ui-extension') return;
  const frame = frameOf(event.source);
  if (frame === null) return;
  const { kind, url = '', height = 0 } = event.data;
  if (kind === 'height') frame.style.height = `${String(Math.ceil(height))}px`;
  if (kind === 'pressed') openAction();
  if (kind === 'navigate') go(url);
  if (kind === 'close') frame.closest('dialog')?.close();
});

for (const button of document.querySelectorAll('[data-open-action]')) button.addEventListener('click', openAction);
