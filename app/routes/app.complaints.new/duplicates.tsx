import { BlockStack, Box, InlineStack, Link, Text } from '@shopify/polaris';
import { StateBadge } from '#app/components/badges.tsx';
import { newComplaintTexts } from '#app/i18n/en/new-complaint.ts';
import { complaintNumber, reasonWords } from '#app/i18n/en/words.ts';
import type { OrderForComplaint } from '#app/services/views.ts';

const texts = newComplaintTexts.duplicate;

/** Complaints about the very items that are chosen: most often it is the same complaint, coming again. */
export function Duplicates({
  complaints,
  lineItemIds,
}: {
  complaints: OrderForComplaint['complaints'];
  lineItemIds: string[];
}) {
  const same = complaints.filter((complaint) => complaint.lineItemIds.some((id) => lineItemIds.includes(id)));
  if (same.length === 0) return null;
  return (
    <Box padding="300" background="bg-surface-caution" borderRadius="200">
      <div aria-live="polite" data-testid="duplicates">
        <BlockStack gap="200">
          <Text as="h3" variant="headingSm">
            {texts.title}
          </Text>
          {same.map((complaint) => (
            <InlineStack key={complaint.id} gap="200" blockAlign="center">
              <StateBadge state={complaint.state} />
              <Text as="span">{reasonWords[complaint.reason]}</Text>
              <Link url={`/app/complaints/${complaint.id}`}>{texts.open(complaintNumber(complaint.number))}</Link>
            </InlineStack>
          ))}
        </BlockStack>
      </div>
    </Box>
  );
}
