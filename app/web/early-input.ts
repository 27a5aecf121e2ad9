import { useEffectBeforeChanges } from '#app/components/use-effect-before-changes.ts';

type Typed = HTMLInputElement | HTMLTextAreaElement;
/** Does again what was done to one control. */
type Redo = () => void;

/**
 * On a slow machine a page can be read, and filled in, before its script runs. React then takes the controls over as
 * the server sent them, and with the next change puts them back to that. So what was typed and chosen meanwhile is done
 * once more when the page has come alive: the forms hear of it as if it happened now. Once, at the top of the app.
 */
export function useEarlyInput(): void {
  useEffectBeforeChanges(() => {
    const early = earlyInput(document);
    // After React has finished, and still before the next key or click.
    queueMicrotask(() => redoAll(early));
  }, []);
}

/** A box that is ticked takes the focus, in Polaris also without a mouse: whoever types goes on where she was. */
function redoAll(early: Redo[]): void {
  const { activeElement } = document;
  for (const redo of early) redo();
  if (early.length > 0 && activeElement instanceof HTMLElement) activeElement.focus({ preventScroll: true });
}

/** Text first: a choice may take the field away in which something was typed. */
function earlyInput(page: Document): Redo[] {
  return [
    ...changed(page, 'textarea, input', typedIn),
    ...changed(page, 'select', chosenIn),
    ...changed(page, 'input', tickedAt),
    ...changed(page, 'input[type="file"]', filesIn),
  ];
}

function changed(page: Document, which: string, redoOf: (control: Element) => Redo | null): Redo[] {
  return [...page.querySelectorAll(which)].map(redoOf).filter((redo) => redo !== null);
}

function typedIn(field: Element): Redo | null {
  const takesText = field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && isWritten(field));
  if (!takesText || field.value === field.defaultValue) return null;
  const { value } = field;
  return () => retype(field, value);
}

/**
 * React reports only a value that it does not know yet, and what is set on the element itself it knows; what is set
 * through its prototype it does not.
 */
function retype(field: Typed, value: string): void {
  const { selectionStart, selectionEnd } = field;
  field.value = field.defaultValue;
  const prototype = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value);
  // Where the cursor was; number fields have none to tell of.
  if (document.activeElement === field && selectionStart !== null)
    field.setSelectionRange(selectionStart, selectionEnd);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

function chosenIn(list: Element): Redo | null {
  if (!(list instanceof HTMLSelectElement)) return null;
  const { value, options } = list;
  const sent = [...options].find((option) => option.defaultSelected) ?? options[0];
  if (sent?.value === value) return null;
  return () => {
    list.value = value;
    list.dispatchEvent(new Event('change', { bubbles: true }));
  };
}

function tickedAt(box: Element): Redo | null {
  if (!(box instanceof HTMLInputElement) || !isBox(box)) return null;
  const { checked, defaultChecked } = box;
  // Of radio buttons the chosen one speaks for all.
  if (checked === defaultChecked || (box.type === 'radio' && !checked)) return null;
  return () => {
    if (box.checked === checked) box.checked = !checked;
    box.click();
  };
}

/** What was chosen stays in the field: only nobody has heard of it. */
function filesIn(field: Element): Redo | null {
  if (!(field instanceof HTMLInputElement) || !field.files?.length) return null;
  return () => field.dispatchEvent(new Event('change', { bubbles: true }));
}

const isWritten = (field: HTMLInputElement): boolean => !isBox(field) && field.type !== 'file';
const isBox = ({ type }: HTMLInputElement): boolean => type === 'checkbox' || type === 'radio';
