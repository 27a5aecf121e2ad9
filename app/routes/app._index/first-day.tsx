import { BlockStack, Button, InlineStack, Link, Text } from '@shopify/polaris';
import { XIcon } from '@shopify/polaris-icons';
import { useEffect, useState } from 'react';
import { SectionCard } from '#app/components/section-card.tsx';
import { homeTexts } from '#app/i18n/en/home.ts';

const texts = homeTexts.guide;
const removedKey = 'amends.first-day-guide.removed';

/** The guide of the first day. Goes by itself with the first complaint, or earlier when removed in this browser. */
export function FirstDay({ maySetLimits }: { maySetLimits: boolean }) {
  const [removed, setRemoved] = useState(false);
  useEffect(() => {
    setRemoved(wasRemoved());
  }, []);
  if (removed) return null;
  const remove = () => {
    setRemoved(true);
    rememberRemoved();
  };
  return (
    <SectionCard
      title={texts.title}
      testId="first-day"
      end={<Button variant="tertiary" icon={XIcon} accessibilityLabel={texts.dismiss} onClick={remove} />}
    >
      <BlockStack gap="300">
        <Text as="p" tone="subdued">
          {texts.intro}
        </Text>
        {maySetLimits && (
          <Step nth={1} title={texts.limits.title} text={texts.limits.text} url="/app/settings/limits" />
        )}
        <Step nth={maySetLimits ? 2 : 1} title={texts.log.title} text={texts.log.text} url="/app/complaints/new" />
      </BlockStack>
    </SectionCard>
  );
}

function Step({ nth, title, text, url }: { nth: number; title: string; text: string; url: string }) {
  return (
    <InlineStack gap="300" wrap={false}>
      <Text as="span" tone="subdued" numeric>
        {nth}.
      </Text>
      <BlockStack>
        <Link url={url}>{title}</Link>
        <Text as="p" tone="subdued">
          {text}
        </Text>
      </BlockStack>
    </InlineStack>
  );
}

// Storage may be closed to frames; then the guide comes back with the next visit, which harms nobody.
function wasRemoved(): boolean {
  try {
    return window.localStorage.getItem(removedKey) !== null;
  } catch {
    return false;
  }
}

function rememberRemoved(): void {
  try {
    window.localStorage.setItem(removedKey, 'yes');
  } catch {
    // see above
  }
}
