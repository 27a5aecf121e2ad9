import { BlockStack, Box, Card, InlineGrid, SkeletonBodyText, SkeletonDisplayText } from '@shopify/polaris';

/** As many grey cards as the real ones, in the same columns. */
export function CardSkeleton({ lines = 3 }: { lines?: number }) {
  return (
    <Card>
      <BlockStack gap="400">
        <SkeletonDisplayText size="small" />
        <SkeletonBodyText lines={lines} />
      </BlockStack>
    </Card>
  );
}

export function RowsSkeleton({ rows }: { rows: number }) {
  return (
    <Box padding="400">
      <BlockStack gap="500">
        {Array.from({ length: rows }, (_, index) => (
          <SkeletonBodyText key={index} lines={2} />
        ))}
      </BlockStack>
    </Box>
  );
}

/** The two columns of a complaint or of a form beside its order. */
export function TwoColumnsSkeleton({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label}>
      <InlineGrid columns={{ xs: 1, md: '2fr 1fr' }} gap="400">
        <BlockStack gap="400">
          <CardSkeleton lines={8} />
          <CardSkeleton lines={6} />
        </BlockStack>
        <BlockStack gap="400">
          <CardSkeleton lines={4} />
          <CardSkeleton lines={3} />
        </BlockStack>
      </InlineGrid>
    </div>
  );
}
