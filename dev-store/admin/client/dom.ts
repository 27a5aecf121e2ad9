/** Small tools of the admin's script. Text only ever becomes text: nothing here parses HTML. */

export type AdminConfig = {
  handle: string;
  shop: string;
  user: number;
  appHandle: string;
  appName: string;
  appOrigin: string;
  framed: boolean;
};

function readAdminConfig(): AdminConfig {
  const raw = JSON.parse(document.body.dataset['config'] ?? '{}') as Partial<AdminConfig>;
  return {
    handle: raw.handle ?? '',
    shop: raw.shop ?? '',
    user: raw.user ?? 0,
    appHandle: raw.appHandle ?? '',
    appName: raw.appName ?? '',
    appOrigin: raw.appOrigin ?? '',
    framed: raw.framed ?? false,
  };
}

export const adminConfig = readAdminConfig();

/** The element that a page of ours must have. */
export function need(selector: string): HTMLElement {
  const element = document.querySelector<HTMLElement>(selector);
  if (!element) throw new Error(`The admin page lacks ${selector}`);
  return element;
}

/** Makes an element with text in it. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className = '',
  content = '',
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  if (className !== '') element.className = className;
  element.textContent = content;
  return element;
}

/** Makes a button that does something. */
export function makeButton(label: string, className: string, onPress: () => void): HTMLButtonElement {
  const button = make('button', className, label);
  button.type = 'button';
  button.addEventListener('click', onPress);
  return button;
}

/** Asks the admin's own server, as the person this page was rendered for. */
export async function askServer(path: string, extra: Record<string, string> = {}): Promise<Record<string, unknown>> {
  const query = new URLSearchParams({ shop: adminConfig.shop, user: String(adminConfig.user), ...extra });
  const response = await fetch(`/dev-admin/${path}?${query.toString()}`);
  if (!response.ok) throw new Error(`The dev store answered ${response.status} to ${path}`);
  return (await response.json()) as Record<string, unknown>;
}

export function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function asList(value: unknown): Record<string, unknown>[] {
  const list: unknown[] = Array.isArray(value) ? value : [];
  return list.filter((each): each is Record<string, unknown> => typeof each === 'object' && each !== null);
}
