import { Box, Divider, InlineStack, Link } from '@shopify/polaris';
import { KeysHint } from '#app/components/keys-hint.tsx';
import { complaintsTexts as texts } from '#app/i18n/en/complaints.ts';
import { filtersOf } from './query.ts';

type Props = { next: string | null; previous: string | null; params: URLSearchParams };

function addressOf(params: URLSearchParams, side: 'after' | 'before', cursor: string): string {
  const next = filtersOf(params);
  next.set(side, cursor);
  return `/app/complaints?${next.toString()}`;
}

/** Newer and older. There are no page numbers: a list of a million would have to count itself for them. */
export function Pages({ next, previous, params }: Props) {
  return (
    <>
      <Divider />
      <Box padding="300">
        <nav aria-label={texts.pages}>
          <InlineStack align="space-between" blockAlign="center" gap="400">
            <InlineStack gap="400">
              {previous && <Link url={addressOf(params, 'before', previous)}>{texts.newer}</Link>}
              {next && <Link url={addressOf(params, 'after', next)}>{texts.older}</Link>}
            </InlineStack>
            <KeysHint>{texts.keys}</KeysHint>
          </InlineStack>
        </nav>
      </Box>
    </>
  );
}
