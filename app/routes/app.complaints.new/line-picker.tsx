import { BlockStack } from '@shopify/polaris';
import { Beside } from '#app/components/calm.tsx';
import { LineChoice } from '#app/components/line-choice.tsx';
import type { OrderLine } from '#app/domain/order.ts';
import type { Draft } from './draft.ts';

type Props = {
  lines: OrderLine[];
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  error: string | undefined;
};

/** The items of the order: which are complained about, and how many of each. */
export function LinePicker({ lines, draft, change, error }: Props) {
  const setQuantity = (lineItemId: string, quantity: number) => {
    const { [lineItemId]: _before, ...others } = draft.quantities;
    change({ quantities: quantity > 0 ? { ...others, [lineItemId]: quantity } : others });
  };
  return (
    <BlockStack gap="300">
      {lines.map((line) => (
        <LineChoice
          key={line.id}
          line={line}
          quantity={draft.quantities[line.id] ?? 0}
          most={line.quantity}
          onChange={(quantity) => setQuantity(line.id, quantity)}
          invalid={error !== undefined}
        />
      ))}
      {error && <Beside>{error}</Beside>}
    </BlockStack>
  );
}
