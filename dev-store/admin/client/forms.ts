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

/** Sends a form, shows what went wrong beside its button, and goes on when nothing did. */
function submitThrough(form: HTMLFormElement, path: string, body: Record<string, unknown>, next: () => void): void {
  const button = form.querySelector('button');
  const problem = form.querySelector<HTMLElement>('.form-error') ?? form.appendChild(make('p', 'form-error'));
  problem.hidden = true;
  if (button) button.disabled = true;
  void callControlApi(path, body)
    .catch((error: unknown) => String(error))
    .then((failure) => {
      if (button) button.disabled = false;
      if (failure === null) {
        next();
        return;
      }
      problem.textContent = failure;
      problem.hidden = false;
    });
}

function refundBody(form: HTMLFormElement): Record<string, unknown> {
  const fields = new FormData(form);
  const lines = [...fields]
    .filter(([name, value]) => name.startsWith('line:') && Number(value) > 0)
    .map(([name, value]) => ({ lineItemId: Number(name.slice('line:'.length)), quantity: Number(value) }));
  const amount = String(fields.get('amount')).trim();
  return {
    staffId: Number(form.dataset['staff']),
    note: String(fields.get('note')),
    ...(lines.length > 0 ? { lines } : {}),
    ...(amount === '' ? {} : { amount }),
  };
}

/** Listens for the forms that carry one of our marks. */
export function installControlForms(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    const { order, installation, shop, next } = form.dataset;
    if (form.dataset['refundByHand'] !== undefined && order !== undefined) {
      event.preventDefault();
      submitThrough(form, `/dev-store/orders/${order}/refunds`, refundBody(form), () => location.reload());
    }
    if (installation !== undefined && shop !== undefined) {
      event.preventDefault();
      submitThrough(form, `/dev-store/${installation}`, { shop }, () => location.assign(next ?? location.href));
    }
  });
}
