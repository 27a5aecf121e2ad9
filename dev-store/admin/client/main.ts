/** The script of every admin page. */
import { installAdminBars } from './bars.ts';
import { installDialogs } from './dialogs.ts';
import { need } from './dom.ts';
import { closeDrawer, installFrame } from './frame.ts';
import { installControlForms } from './forms.ts';
import { installPicker } from './picker.ts';
import { listenToFrames } from './wire.ts';

function installDrawer(): void {
  const button = need('.menu-button');
  button.addEventListener('click', () => {
    const open = document.body.classList.toggle('drawer');
    button.setAttribute('aria-expanded', String(open));
    if (open) document.querySelector<HTMLElement>('#sidebar a')?.focus();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && document.body.classList.contains('drawer')) {
      closeDrawer();
      button.focus();
    }
  });
  need('main').addEventListener('click', closeDrawer);
}

/** `#refund-by-hand` in the address opens the form that it names. */
function openTargetedDetails(): void {
  const target = location.hash === '' ? null : document.getElementById(location.hash.slice(1));
  if (target instanceof HTMLDetailsElement) target.open = true;
}

function setMenu(button: HTMLElement, open: boolean): void {
  button.setAttribute('aria-expanded', String(open));
  const panel = document.getElementById(button.getAttribute('aria-controls') ?? '');
  if (panel) panel.hidden = !open;
}

/** A menu opens by its button and closes on a choice, on a press elsewhere, and on Escape. */
function installMenus(): void {
  const openButtons = (): HTMLElement[] => [
    ...document.querySelectorAll<HTMLElement>('[data-menu-button][aria-expanded=true]'),
  ];
  document.addEventListener('click', (event) => {
    const pressed = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-menu-button]') : null;
    const open = pressed?.getAttribute('aria-expanded') === 'true';
    for (const button of openButtons()) setMenu(button, false);
    if (pressed && !open) setMenu(pressed, true);
  });
  document.addEventListener('keydown', (event) => {
    const [button] = openButtons();
    if (event.key !== 'Escape' || !button) return;
    setMenu(button, false);
    button.focus();
  });
}

listenToFrames();
installDialogs();
installAdminBars();
installPicker();
installFrame();
installControlForms();
installDrawer();
installMenus();
window.addEventListener('hashchange', openTargetedDetails);
openTargetedDetails();
