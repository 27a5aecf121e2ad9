import { useBlocker } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { saveBarTexts as texts } from '#app/i18n/en/save-bar.ts';
import { bridge } from './tell-done.ts';

type Props = {
  id: string;
  dirty: boolean;
  saving: boolean;
  onSave: () => void;
  onDiscard: () => void;
  /** She leaves, and gives up what is unsaved. */
  onLeave?: () => void;
};

/**
 * The admin's bar for unsaved changes. Shown while `dirty`; leaving the page then asks first, by whichever way one
 * leaves: the admin watches its own menu, Remix's blocker the links in the page.
 */
export function SaveBar({ id, dirty, saving, onSave, onDiscard, onLeave }: Props) {
  useEffect(() => {
    const bar = bridge()?.saveBar;
    if (!bar || !document.getElementById(id)) return;
    void (dirty ? bar.show(id) : bar.hide(id));
  }, [id, dirty]);

  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      dirty && !saving && bridge() !== null && currentLocation.pathname !== nextLocation.pathname,
  );
  const leave = useRef(onLeave);
  useEffect(() => {
    leave.current = onLeave;
  }, [onLeave]);
  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    // Stays unanswered when she decides to stay.
    void bridge()
      ?.saveBar.leaveConfirmation()
      .then(() => {
        leave.current?.();
        blocker.proceed();
      });
  }, [blocker]);

  return (
    <ui-save-bar id={id}>
      <button type="button" variant="primary" onClick={onSave} {...(saving && { loading: '' })}>
        {texts.save}
      </button>
      <button type="button" onClick={onDiscard} disabled={saving}>
        {texts.discard}
      </button>
    </ui-save-bar>
  );
}
