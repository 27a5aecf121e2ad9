import { Button } from '@shopify/polaris';
import { useRef, useState } from 'react';
import { Beside } from '#app/components/calm.tsx';
import { givenTexts as texts, partTexts } from '#app/i18n/en/complaint.ts';
import type { TakeBackForm, TakeBackProps } from './take-back-form.tsx';
import { useGoTo } from './use-go-to.ts';

/** Takes it back. What asks why is fetched when it is wanted: most remedies are never taken back. */
export function TakeBack(props: TakeBackProps) {
  const [asking, setAsking] = useState<{ Form: typeof TakeBackForm } | null>(null);
  const [failed, setFailed] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const goTo = useGoTo(box);
  const ask = () =>
    import('./take-back-form.tsx').then(
      (part) => {
        setAsking({ Form: part.TakeBackForm });
        goTo('input');
      },
      () => setFailed(true),
    );
  const keep = () => {
    setAsking(null);
    goTo('button');
  };
  return (
    <div ref={box}>
      {asking ? (
        <asking.Form {...props} onKeep={keep} />
      ) : (
        <Button onClick={() => void ask()} accessibilityLabel={texts.takeBackTitle(props.name)}>
          {texts.takeBack}
        </Button>
      )}
      {failed && !asking && <Beside>{partTexts.notLoaded}</Beside>}
    </div>
  );
}
