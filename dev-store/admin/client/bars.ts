/** The title bar and the contextual save bar, drawn for the app. */
import { asList, asText, make, makeButton, need } from './dom.ts';
import { confirmChoice } from './dialogs.ts';
import { onFrame, tellFrame } from './wire.ts';

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

function drawSaveBar(): void {
  const slot = need('[data-save-bar-slot]');
  const bar = [...shownBars.values()].at(-1);
  document.body.classList.toggle('unsaved', bar !== undefined);
  slot.hidden = bar === undefined;
  if (!bar) {
    slot.replaceChildren();
    return;
  }
  const drop = makeButton('Discard', 'save-bar-discard', () => void discard(bar));
  drop.disabled = bar.discardDisabled;
  const save = makeButton('Save', 'save-bar-save', () => tellFrame('save-bar.save', { id: bar.id }));
  save.disabled = bar.saveDisabled || bar.saveLoading;
  save.classList.toggle('busy', bar.saveLoading);
  if (bar.saveLoading) save.setAttribute('aria-busy', 'true');
  slot.replaceChildren(make('span', 'save-bar-text', 'Unsaved changes'), drop, save);
}

function drawTitleBar(title: string, actions: Record<string, unknown>[]): void {
  const titleSlot = document.querySelector('[data-title-bar-title]');
  const actionSlot = document.querySelector('[data-title-bar-actions]');
  if (!titleSlot || !actionSlot) return;
  titleSlot.textContent = title;
  const buttons = actions.map((action, index) => {
    const primary = action['variant'] === 'primary';
    const label = asText(action['label']);
    const look = primary ? 'button primary' : action['critical'] === true ? 'button critical' : 'button';
    const button = makeButton(action['variant'] === 'breadcrumb' ? `‹ ${label}` : label, look, () =>
      tellFrame('title-bar.press', { index }),
    );
    button.disabled = action['disabled'] === true || action['loading'] === true;
    return { button, primary };
  });
  actionSlot.replaceChildren(
    ...buttons.sort((a, b) => Number(a.primary) - Number(b.primary)).map((each) => each.button),
  );
}

/** Connects both bars with the app. */
export function installAdminBars(): void {
  onFrame('save-bar.show', (payload) => {
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
  onFrame('save-bar.hide', (payload) => {
    shownBars.delete(asText(payload['id']));
    drawSaveBar();
  });
  onFrame('save-bar.leave', async () => {
    // Staying is not an error: the app's promise stays open, as with the real script.
    if (!(await mayLeave())) await new Promise(() => undefined);
  });
  onFrame('title-bar', (payload) => drawTitleBar(asText(payload['title']), asList(payload['actions'])));
  window.addEventListener('beforeunload', (event) => {
    if (hasUnsavedChanges()) event.preventDefault();
  });
}
