/** The title bar and the contextual save bar, drawn for the app. */
import { asList, asText, make, makeButton, need } from './dom.ts';
import { confirmChoice } from './dialogs.ts';
import { onFrame, onMainFrame, tellFrame } from './wire.ts';

type SaveBarState = {
  id: string;
  discardConfirmation: boolean;
  saveDisabled: boolean;
  saveLoading: boolean;
  discardDisabled: boolean;
};

/** Bars the app has shown and not hidden; the last one is drawn. */
const shownBars = new Map<string, SaveBarState>();

/** True while something in the app is unsaved. */
export function hasUnsavedChanges(): boolean {
  return shownBars.size > 0;
}

/** True at once when nothing is unsaved, else what the person chooses. Leaving drops the bars. */
export async function mayLeave(): Promise<boolean> {
  if (!hasUnsavedChanges()) return true;
  const leave = await confirmChoice(
    'Leave page with unsaved changes?',
    'Leaving this page will delete all unsaved changes.',
    'Stay',
    'Leave page',
  );
  if (leave) dropSaveBars();
  return leave;
}

/** Takes all bars away: the page they were about is gone. */
export function dropSaveBars(): void {
  shownBars.clear();
  drawSaveBar();
}

async function discard(bar: SaveBarState): Promise<void> {
  const sure =
    !bar.discardConfirmation ||
    (await confirmChoice(
      'Discard all unsaved changes',
      'If you discard changes, you’ll delete any edits you made since you last saved.',
      'Continue editing',
      'Discard changes',
    ));
  if (sure) tellFrame('save-bar.discard', { id: bar.id });
}

/** The bar that is drawn, with its two buttons. */
let drawn: { id: string; drop: HTMLButtonElement; save: HTMLButtonElement } | null = null;

function drawSaveBar(): void {
  const slot = need('[data-save-bar-slot]');
  const bar = [...shownBars.values()].at(-1);
  document.body.classList.toggle('unsaved', bar !== undefined);
  slot.hidden = bar === undefined;
  if (!bar) {
    slot.replaceChildren();
    drawn = null;
    return;
  }
  // The same bar keeps its buttons: leaving the edited field by pressing Save reports the edit once more, and a button
  // replaced between press and release would never be clicked.
  if (drawn?.id !== bar.id) drawn = drawButtons(slot, bar.id);
  drawn.drop.disabled = bar.discardDisabled;
  drawn.save.disabled = bar.saveDisabled || bar.saveLoading;
  drawn.save.classList.toggle('busy', bar.saveLoading);
  drawn.save.setAttribute('aria-busy', String(bar.saveLoading));
}

function drawButtons(slot: HTMLElement, id: string): NonNullable<typeof drawn> {
  const drop = makeButton('Discard', 'save-bar-discard', () => {
    const bar = shownBars.get(id);
    if (bar) void discard(bar);
  });
  const save = makeButton('Save', 'save-bar-save', () => tellFrame('save-bar.save', { id }));
  slot.replaceChildren(make('span', 'save-bar-text', 'Unsaved changes'), drop, save);
  return { id, drop, save };
}

function drawTitleBar(title: string, actions: Record<string, unknown>[]): void {
  const titleSlot = document.querySelector('[data-title-bar-title]');
  const actionSlot = document.querySelector<HTMLElement>('[data-title-bar-actions]');
  if (!titleSlot || !actionSlot) return;
  titleSlot.textContent = title;
  // Nothing new, nothing redrawn: a button must not be swapped while somebody presses it.
  const look = JSON.stringify(actions);
  if (actionSlot.dataset['look'] === look) return;
  actionSlot.dataset['look'] = look;
  const buttons = actions.map((action, index) => ({
    button: titleBarButton(action, index),
    primary: action['variant'] === 'primary',
  }));
  actionSlot.replaceChildren(
    ...buttons.sort((a, b) => Number(a.primary) - Number(b.primary)).map((each) => each.button),
  );
}

function titleBarButton(action: Record<string, unknown>, index: number): HTMLButtonElement {
  const label = asText(action['label']);
  const look =
    action['variant'] === 'primary' ? 'button primary' : action['critical'] === true ? 'button critical' : 'button';
  const button = makeButton(action['variant'] === 'breadcrumb' ? `‹ ${label}` : label, look, () =>
    tellFrame('title-bar.press', { index }),
  );
  button.disabled = action['disabled'] === true || action['loading'] === true;
  return button;
}

/** Connects both bars with the app. */
export function installAdminBars(): void {
  onMainFrame('save-bar.show', (payload) => {
    const id = asText(payload['id']);
    shownBars.delete(id);
    shownBars.set(id, {
      id,
      discardConfirmation: payload['discardConfirmation'] === true,
      saveDisabled: payload['saveDisabled'] === true,
      saveLoading: payload['saveLoading'] === true,
      discardDisabled: payload['discardDisabled'] === true,
    });
    drawSaveBar();
  });
  onMainFrame('save-bar.hide', (payload) => {
    shownBars.delete(asText(payload['id']));
    drawSaveBar();
  });
  onFrame('save-bar.leave', async () => {
    // Staying is not an error: the app's promise stays open, as with the real script.
    if (!(await mayLeave())) await new Promise(() => undefined);
  });
  onMainFrame('title-bar', (payload) => drawTitleBar(asText(payload['title']), asList(payload['actions'])));
  window.addEventListener('beforeunload', (event) => {
    if (hasUnsavedChanges()) event.preventDefault();
  });
}
