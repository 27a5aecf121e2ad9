/** Forms of the admin that act through the dev store's control API: refund by hand, install, uninstall. */
import { make } from './dom.ts';

async function callControlApi(path: string, body: Record<string, unknown>): Promise<string | null> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (response.ok) return null;
  const answer = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  const reason = answer['error'] ?? answer['message'] ?? answer['errors'];
  if (reason === undefined) return `The dev store answered ${response.status}.`;
  return typeof reason === 'string' ? reason : JSON.stringify(reason);
}

function problemOf(form: HTMLFormElement): HTMLElement {
  return form.querySelector<HTMLElement>('.form-error') ?? form.appendChild(make('p', 'form-error'));
}

function showProblem(form: HTMLFormElement, message: string): void {
  const problem = problemOf(form);
  problem.textContent = message;
  problem.hidden = false;
}

/** Sends a form, shows what went wrong beside its button, and goes on when nothing did. */
function submitThrough(form: HTMLFormElement, path: string, body: Record<string, unknown>, next: () => void): void {
  const button = form.querySelector('button');
  problemOf(form).hidden = true;
  if (button) button.disabled = true;
  void callControlApi(path, body)
    .catch((error: unknown) => String(error))
    .then((failure) => {
      if (button) button.disabled = false;
      if (failure === null) next();
      else showProblem(form, failure);
    });
}

function fieldText(fields: FormData, name: string): string {
  const value = fields.get(name);
  return typeof value === 'string' ? value.trim() : '';
}

/** The refund that the form describes, or null when it describes none: sent empty, it would mean all that is left. */
function refundBody(form: HTMLFormElement): Record<string, unknown> | null {
  const fields = new FormData(form);
  const common = { staffId: Number(form.dataset['staff']), note: fieldText(fields, 'note') };
  if (fields.has('everything')) return common;
  const lines = [...fields]
    .filter(([name, value]) => name.startsWith('line:') && Number(value) > 0)
    .map(([name, value]) => ({ lineItemId: Number(name.slice('line:'.length)), quantity: Number(value) }));
  const amount = fieldText(fields, 'amount');
  const shipping = fields.has('shipping');
  if (lines.length === 0 && amount === '' && !shipping) return null;
  return { ...common, lines, shipping, ...(amount === '' ? {} : { amount }) };
}

function sendRefund(form: HTMLFormElement, orderId: string): void {
  const body = refundBody(form);
  if (body === null) {
    showProblem(form, 'Say what to refund: items, shipping or an amount.');
    return;
  }
  submitThrough(form, `/dev-store/orders/${orderId}/refunds`, body, () => location.reload());
}

/** Listens for the forms that carry one of our marks. */
export function installControlForms(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    const { order, installation, shop, next } = form.dataset;
    if (form.dataset['refundByHand'] !== undefined && order !== undefined) {
      event.preventDefault();
      sendRefund(form, order);
    }
    if (installation !== undefined && shop !== undefined) {
      event.preventDefault();
      submitThrough(form, `/dev-store/apps/${installation}`, { shop }, () => location.assign(next ?? location.href));
    }
  });
}
