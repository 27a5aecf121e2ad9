import { BlockStack, Box, List, Text } from '@shopify/polaris';

/** What to know before it is given, and what does not forbid it. Told to a reader who cannot see it, also when it comes later. */
export function Warnings({ title, warnings }: { title: string; warnings: readonly string[] }) {
  return (
    <div role="status">
      {warnings.length > 0 && (
        <Box paddingBlockStart="400">
          <Box padding="300" background="bg-surface-caution" borderRadius="200">
            <BlockStack gap="100">
              <Text as="h4" variant="headingXs">
                {title}
              </Text>
              <List>
                {warnings.map((warning) => (
                  <List.Item key={warning}>{warning}</List.Item>
                ))}
              </List>
            </BlockStack>
          </Box>
        </Box>
      )}
    </div>
  );
}
