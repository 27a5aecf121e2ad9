import { BlockStack, Box, Button, InlineStack, Link, Text } from '@shopify/polaris';
import { StateBadge } from '#app/components/badges.tsx';
import { newComplaintTexts } from '#app/i18n/en/new-complaint.ts';
import { complaintNumber, reasonWords } from '#app/i18n/en/words.ts';
import type { OrderForComplaint } from '#app/services/views.ts';

const texts = newComplaintTexts.duplicate;

type Earlier = OrderForComplaint['complaints'][number];
type Props = {
  complaints: Earlier[];
  lineItemIds: string[];
  /** Adds what stands in the form to a complaint instead; null while the page cannot yet. */
  onAdd: ((complaintId: string) => void) | null;
  adding: boolean;
};

const isOpen = ({ state }: Earlier): boolean => state === 'open' || state === 'waiting_for_customer';

/** Complaints about the very items that are chosen, and open ones of the order: most often it is the same one, coming again. */
export function Duplicates({ complaints, lineItemIds, onAdd, adding }: Props) {
  const isSame = (complaint: Earlier) => complaint.lineItemIds.some((id) => lineItemIds.includes(id));
  const shown = complaints.filter((complaint) => isSame(complaint) || isOpen(complaint));
  if (shown.length === 0) return null;
  return (
    <Box padding="300" background="bg-surface-caution" borderRadius="200">
      <div aria-live="polite" data-testid="duplicates">
        <BlockStack gap="200">
          <Text as="h3" variant="headingSm">
            {shown.some(isSame) ? texts.title : texts.onOrder}
          </Text>
          {shown.some(isOpen) && <Text as="p">{texts.why}</Text>}
          {shown.map((complaint) => {
            const number = complaintNumber(complaint.number);
            return (
              <InlineStack key={complaint.id} gap="200" blockAlign="center">
                <StateBadge state={complaint.state} />
                <Text as="span">{reasonWords[complaint.reason]}</Text>
                <Link url={`/app/complaints/${complaint.id}`}>{texts.open(number)}</Link>
                {isOpen(complaint) && (
                  <Button
                    size="slim"
                    accessibilityLabel={texts.addTo(number)}
                    disabled={onAdd === null || adding}
                    onClick={() => onAdd?.(complaint.id)}
                  >
                    {texts.add}
                  </Button>
                )}
              </InlineStack>
            );
          })}
        </BlockStack>
      </div>
    </Box>
  );
}
