/** Buttons and links that the app writes inside App Bridge elements, and that the admin draws in its own bars. */
import type { ActionItem } from '../protocol.ts';

const PRESSABLE = 'button, a, s-button, s-link';

/** The pressable children of an App Bridge element, in the order of the document. */
export function pressables(host: Element): HTMLElement[] {
  return [...host.querySelectorAll<HTMLElement>(PRESSABLE)].filter(
    (each) => each.closest('ui-modal') === host.closest('ui-modal'),
  );
}

function variantOf(element: HTMLElement): ActionItem['variant'] {
  const variant = element.getAttribute('variant');
  const slot = element.getAttribute('slot');
  if (variant === 'primary' || slot === 'primary-action') return 'primary';
  if (variant === 'breadcrumb' || slot === 'breadcrumb-actions') return 'breadcrumb';
  return 'plain';
}

/** True for `attribute`, `attribute=""` and `attribute="true"`: React 18 writes unknown booleans either way. */
export function flag(element: Element, attribute: string): boolean {
  const value = element.getAttribute(attribute);
  return value !== null && value !== 'false';
}

/** Describes one button or link for the admin. */
export function describeAction(element: HTMLElement): ActionItem {
  return {
    label: (element.textContent ?? '').trim(),
    variant: variantOf(element),
    critical: element.getAttribute('tone') === 'critical',
    disabled: flag(element, 'disabled'),
    loading: flag(element, 'loading'),
  };
}

/** Presses the n-th pressable of `host`, as if it had been clicked in the page. */
export function press(host: Element, index: number): void {
  pressables(host)[index]?.click();
}

/** Calls `changed` (once a task) whenever anything under `host` changes. Returns the function that stops it. */
export function watch(host: Element, changed: () => void): () => void {
  let scheduled = false;
  const observer = new MutationObserver(() => {
    if (scheduled) return;
    scheduled = true;
    queueMicrotask(() => {
      scheduled = false;
      if (host.isConnected) changed();
    });
  });
  observer.observe(host, { subtree: true, childList: true, attributes: true, characterData: true });
  return () => observer.disconnect();
}

/** Hides what an element holds: the admin draws it. A shadow root without a slot, so that React's own tree stays as it is. */
export function hideContent(host: HTMLElement): void {
  if (!host.shadowRoot) host.attachShadow({ mode: 'open' });
}
