/** The contextual save bar: `<ui-save-bar>`, `shopify.saveBar`, and forms marked `data-save-bar`. */
import { describeAction, flag, hideContent, pressables, watch } from './actions.ts';
import { ask, nextId, notify, onMessage } from './messages.ts';

type OpenBar = {
  save: () => void;
  discard: () => void;
  describe: () => {
    discardConfirmation: boolean;
    saveDisabled: boolean;
    saveLoading: boolean;
    discardDisabled: boolean;
  };
};

/** Bars shown now, by id. The admin draws one: the last that was shown. */
const openBars = new Map<string, OpenBar>();

function showBar(id: string, bar: OpenBar): void {
  openBars.set(id, bar);
  notify('save-bar.show', { id, ...bar.describe() });
}

function hideBar(id: string): void {
  if (openBars.delete(id)) notify('save-bar.hide', { id });
}

class SaveBarElement extends HTMLElement {
  readonly #barId = nextId('save-bar');
  #stop = (): void => undefined;

  connectedCallback(): void {
    hideContent(this);
    this.#stop = watch(this, () => {
      if (this.showing) void this.show();
    });
  }

  disconnectedCallback(): void {
    this.#stop();
    hideBar(this.#barId);
  }

  get showing(): boolean {
    return openBars.has(this.#barId);
  }

  get discardConfirmation(): boolean {
    return flag(this, 'discardconfirmation');
  }

  set discardConfirmation(on: boolean) {
    this.toggleAttribute('discardconfirmation', on);
  }

  show(): Promise<void> {
    const wasShowing = this.showing;
    showBar(this.#barId, {
      save: () => this.#button('primary')?.click(),
      discard: () => this.#button('plain')?.click(),
      describe: () => {
        const [save, discard] = [this.#button('primary'), this.#button('plain')];
        return {
          discardConfirmation: this.discardConfirmation,
          saveDisabled: save ? describeAction(save).disabled : false,
          saveLoading: save ? describeAction(save).loading : false,
          discardDisabled: discard ? describeAction(discard).disabled : false,
        };
      },
    });
    if (!wasShowing) this.dispatchEvent(new CustomEvent('show'));
    return Promise.resolve();
  }

  hide(): Promise<void> {
    if (this.showing) {
      hideBar(this.#barId);
      this.dispatchEvent(new CustomEvent('hide'));
    }
    return Promise.resolve();
  }

  toggle(): Promise<void> {
    return this.showing ? this.hide() : this.show();
  }

  #button(variant: 'primary' | 'plain'): HTMLElement | undefined {
    return pressables(this).find((each) => describeAction(each).variant === variant);
  }
}

type WatchedForm = { id: string; baseline: string };
const watchedForms = new WeakMap<HTMLFormElement, WatchedForm>();

/** What a form holds, comparable. Files by name and size: their content does not change while chosen. */
function snapshot(form: HTMLFormElement): string {
  return JSON.stringify(
    [...new FormData(form)].map(([name, value]) => [name, value instanceof File ? [value.name, value.size] : value]),
  );
}

function watchForm(form: HTMLFormElement): WatchedForm {
  const known = watchedForms.get(form);
  if (known) return known;
  const watched = { id: nextId('form'), baseline: snapshot(form) };
  watchedForms.set(form, watched);
  return watched;
}

function markedForm(target: EventTarget | null): HTMLFormElement | null {
  if (!(target instanceof Element)) return null;
  const control = target as Element & { form?: HTMLFormElement | null };
  const form = target instanceof HTMLFormElement ? target : (control.form ?? target.closest('form'));
  return form?.hasAttribute('data-save-bar') ? form : null;
}

function formEdited(form: HTMLFormElement, control: EventTarget | null): void {
  const watched = watchForm(form);
  // After the current task: a controlled input's new value reaches hidden fields only when the app has rendered again.
  setTimeout(() => {
    if (!form.isConnected) return;
    const nameless = control instanceof HTMLElement && !control.getAttribute('name');
    if (snapshot(form) === watched.baseline && !nameless) {
      hideBar(watched.id);
      return;
    }
    showBar(watched.id, {
      save: () => form.requestSubmit(),
      discard: () => form.reset(),
      describe: () => ({
        discardConfirmation: form.hasAttribute('data-discard-confirmation'),
        saveDisabled: false,
        saveLoading: false,
        discardDisabled: false,
      }),
    });
  }, 0);
}

function formDone(form: HTMLFormElement): void {
  const watched = watchForm(form);
  hideBar(watched.id);
  setTimeout(() => {
    watched.baseline = snapshot(form);
  }, 0);
}

function followForms(): void {
  const onForm = (type: string, act: (form: HTMLFormElement, event: Event) => void): void => {
    document.addEventListener(
      type,
      (event) => {
        const form = markedForm(event.target);
        if (form) act(form, event);
      },
      true,
    );
  };
  // Focus comes before any edit: the moment to learn what an untouched form holds.
  onForm('focusin', (form) => watchForm(form));
  onForm('pointerdown', (form) => watchForm(form));
  onForm('input', (form, event) => formEdited(form, event.target));
  onForm('change', (form, event) => formEdited(form, event.target));
  onForm('submit', formDone);
  onForm('reset', formDone);
  // A form that left the page (the app navigated) takes its bar with it.
  new MutationObserver(() => {
    for (const form of document.querySelectorAll<HTMLFormElement>('form[data-save-bar]')) watchForm(form);
    for (const [id] of openBars) {
      if (id.startsWith('form-') && !connectedFormIds().has(id)) hideBar(id);
    }
  }).observe(document, { childList: true, subtree: true });
}

function connectedFormIds(): Set<string> {
  const forms = document.querySelectorAll<HTMLFormElement>('form[data-save-bar]');
  return new Set([...forms].map((form) => watchForm(form).id));
}

function elementById(id: string): SaveBarElement {
  const element = document.getElementById(id);
  if (!(element instanceof SaveBarElement)) throw new Error(`App Bridge: no <ui-save-bar id="${id}"> in the page.`);
  return element;
}

/** `shopify.saveBar` */
export const saveBarApi = {
  show: (id: string): Promise<void> => elementById(id).show(),
  hide: (id: string): Promise<void> => elementById(id).hide(),
  toggle: (id: string): Promise<void> => elementById(id).toggle(),
  /** Resolves at once when nothing is unsaved, else when the person chooses to leave. Staying leaves it unresolved. */
  leaveConfirmation: async (): Promise<void> => {
    if (openBars.size > 0) await ask('save-bar.leave');
  },
};

/** Defines the element, follows forms, and listens to the admin's Save and Discard. */
export function installSaveBar(): void {
  customElements.define('ui-save-bar', SaveBarElement);
  followForms();
  onMessage('save-bar.save', (payload) => openBars.get(String(payload['id']))?.save());
  onMessage('save-bar.discard', (payload) => openBars.get(String(payload['id']))?.discard());
}
