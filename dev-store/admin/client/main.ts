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

/** A menu closes when something in it was chosen, on a press elsewhere, and on Escape. */
function installMenus(): void {
  const closeAll = (): void => {
    for (const menu of document.querySelectorAll<HTMLDetailsElement>('details[data-menu][open]')) menu.open = false;
  };
  document.addEventListener('click', (event) => {
    const inside = event.target instanceof Element ? event.target.closest('details[data-menu]') : null;
    if (!inside || (event.target instanceof Element && event.target.closest('a'))) closeAll();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    document.querySelector<HTMLElement>('details[data-menu][open] > summary')?.focus();
    closeAll();
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
