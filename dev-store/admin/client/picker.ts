/** The resource picker: products of the shop, or their variants, in a dialog. */
import { asList, asText, askServer, make, makeButton } from './dom.ts';
import { openDialog } from './dialogs.ts';
import { onFrame } from './wire.ts';

type Choice = { id: string; label: string; detail: string; image: string; resource: Record<string, unknown> };

type PickerState = { choices: Choice[]; chosen: Set<string>; limit: number };

function imageOf(resource: Record<string, unknown>): string {
  const single = resource['image'];
  const image =
    typeof single === 'object' && single !== null ? (single as Record<string, unknown>) : asList(resource['images'])[0];
  return asText(image?.['originalSrc']);
}

function choicesOf(type: string, products: Record<string, unknown>[]): Choice[] {
  if (type === 'product') {
    return products.map((product) => ({
      id: asText(product['id']),
      label: asText(product['title']),
      detail: `${asList(product['variants']).length} variants`,
      image: imageOf(product),
      resource: product,
    }));
  }
  return products.flatMap((product) =>
    asList(product['variants']).map((variant) => ({
      id: asText(variant['id']),
      label: asText(variant['displayName']),
      detail: `${asText(variant['price'])} · ${String(variant['inventoryQuantity'])} available`,
      image: imageOf(variant),
      resource: variant,
    })),
  );
}

function limitOf(multiple: unknown): number {
  if (typeof multiple === 'number') return multiple;
  return multiple === true ? Number.POSITIVE_INFINITY : 1;
}

function choose(state: PickerState, id: string, on: boolean): void {
  if (on && state.limit === 1) state.chosen.clear();
  if (on) state.chosen.add(id);
  else state.chosen.delete(id);
}

function choiceRow(state: PickerState, choice: Choice, changed: () => void): HTMLElement {
  const row = make('label', 'pick');
  const box = make('input');
  box.type = state.limit === 1 ? 'radio' : 'checkbox';
  box.name = 'pick';
  box.checked = state.chosen.has(choice.id);
  box.disabled = !box.checked && state.limit !== 1 && state.chosen.size >= state.limit;
  box.addEventListener('change', () => {
    choose(state, choice.id, box.checked);
    changed();
  });
  const image = choice.image === '' ? make('span', 'thumb') : make('img', 'thumb');
  if (image instanceof HTMLImageElement) {
    image.src = choice.image;
    image.alt = '';
  }
  const label = make('span', 'pick-text', choice.label);
  label.append(make('small', '', choice.detail));
  row.append(box, image, label);
  return row;
}

function fillPicker(
  dialog: HTMLDialogElement,
  state: PickerState,
  verb: string,
  query: string,
  done: () => void,
): void {
  const search = make('input', 'pick-search');
  search.type = 'search';
  search.value = query;
  search.placeholder = 'Search products';
  search.setAttribute('aria-label', 'Search products');
  const list = make('div', 'pick-list');
  const footer = make('footer');
  const confirm = makeButton(verb, 'button primary', done);
  const count = make('span', 'subdued');
  const drawFooter = (): void => {
    confirm.disabled = state.chosen.size === 0;
    count.textContent = `${state.chosen.size} selected`;
  };
  const draw = (): void => {
    const wanted = search.value.trim().toLowerCase();
    const shown = state.choices.filter((choice) => choice.label.toLowerCase().includes(wanted));
    const rows = shown.slice(0, 100).map((choice) => choiceRow(state, choice, state.limit === 1 ? drawFooter : draw));
    list.replaceChildren(...(rows.length > 0 ? rows : [make('p', 'empty', 'No product matches.')]));
    drawFooter();
  };
  search.addEventListener('input', draw);
  footer.append(
    count,
    makeButton('Cancel', 'button', () => dialog.close()),
    confirm,
  );
  dialog.append(search, list, footer);
  draw();
}

/** Answers the picked resources, in the picker's order, or null when the dialog was cancelled. */
async function pick(payload: Record<string, unknown>): Promise<Record<string, unknown>[] | null> {
  const type = asText(payload['type']);
  const { products } = await askServer('products');
  const preselected: unknown[] = Array.isArray(payload['selectionIds']) ? payload['selectionIds'] : [];
  const state: PickerState = {
    choices: choicesOf(type, asList(products)),
    chosen: new Set(preselected.map(String)),
    limit: limitOf(payload['multiple']),
  };
  const verb = payload['action'] === 'select' ? 'Select' : 'Add';
  return new Promise((resolve) => {
    let confirmed = false;
    openDialog(
      `${verb} ${type === 'product' ? 'products' : 'variants'}`,
      'picker',
      (dialog, close) =>
        fillPicker(dialog, state, verb, asText(payload['query']), () => {
          confirmed = true;
          close();
        }),
      () => {
        const picked = state.choices.filter((choice) => state.chosen.has(choice.id)).map((choice) => choice.resource);
        resolve(confirmed ? picked : null);
      },
    );
  });
}

/** Connects the picker with the app. */
export function installPicker(): void {
  onFrame('picker', (payload) => pick(payload));
}
