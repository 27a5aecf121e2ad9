import { BlockStack, Button, InlineStack, SkeletonBodyText } from '@shopify/polaris';
import { Component, lazy, Suspense, useState } from 'react';
import type { ComponentType, ReactNode } from 'react';
import { Beside } from '#app/components/calm.tsx';
import { useAlive } from '#app/components/use-alive.ts';
import { partTexts as texts } from '#app/i18n/en/complaint.ts';
import { tryAgain } from '#app/i18n/en/problems.ts';
import type { Preloadable } from './screen.ts';

/**
 * A part of the page whose code is loaded when it is first shown (or `preload`ed). When it cannot be loaded, it says so
 * in its place and can be asked for again: the page and what was typed stay.
 *
 *     Form: lazyPart(async () => (await import('./code-form.tsx')).CodeForm),
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> & Preloadable {
  const make = () =>
    lazy(async () => {
      const Loaded = await load();
      return { default: ({ of }: { of: Props }) => <Loaded {...of} /> };
    });
  let latest = make();

  function LazyPart(props: Props) {
    const alive = useAlive();
    const [Part, setPart] = useState(() => latest);
    const again = () => {
      // React remembers a failure for good.
      latest = make();
      setPart(latest);
    };
    // Not on the server: what is taken over bit by bit would lose what is typed meanwhile.
    if (!alive) return <Holding />;
    return (
      <NotLoaded again={again}>
        <Suspense fallback={<Holding />}>
          <Part of={props} />
        </Suspense>
      </NotLoaded>
    );
  }
  // A failure is met again, and told, when the part is shown.
  return Object.assign(LazyPart, { preload: () => void load().catch(() => undefined) });
}

/** As high as what stood in its place before (`--was`). */
function Holding() {
  return (
    <div style={{ minHeight: 'var(--was, 160px)' }} aria-busy>
      <SkeletonBodyText lines={4} />
    </div>
  );
}

type Props = { again: () => void; children: ReactNode };

class NotLoaded extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    const again = () => {
      this.props.again();
      this.setState({ failed: false });
    };
    return (
      <BlockStack gap="200">
        <Beside>{texts.notLoaded}</Beside>
        <InlineStack>
          <Button onClick={again}>{tryAgain}</Button>
        </InlineStack>
      </BlockStack>
    );
  }
}
