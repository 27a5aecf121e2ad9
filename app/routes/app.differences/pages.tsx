import { Box, Divider, InlineStack, Link } from '@shopify/polaris';
import { differencesTexts as texts } from '#app/i18n/en/differences.ts';
import type { DifferencesPage } from '#app/services/difference-views.ts';

type Props = Pick<DifferencesPage, 'view' | 'next' | 'previous'>;

export function Pages({ view, next, previous }: Props) {
  const address = (side: 'after' | 'before', cursor: string) =>
    `/app/differences?${new URLSearchParams({ view, [side]: cursor }).toString()}`;
  return (
    <>
      <Divider />
      <Box padding="300">
        <nav aria-label={texts.pages}>
          <InlineStack gap="400">
            {previous !== null && <Link url={address('before', previous)}>{texts.newer}</Link>}
            {next !== null && <Link url={address('after', next)}>{texts.older}</Link>}
          </InlineStack>
        </nav>
      </Box>
    </>
  );
}
