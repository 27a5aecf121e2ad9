import { Text } from '@shopify/polaris';
import { ParcelTracks } from '#app/components/parcel-track.tsx';
import { SectionCard } from '#app/components/section-card.tsx';
import type { Order } from '#app/domain/order.ts';
import type { Parcel } from '#app/domain/parcel.ts';
import { besideTexts as texts } from '#app/i18n/en/complaint.ts';

/** Where the parcel is, and how long nobody has heard of it. */
export function ParcelCard({ parcels, shipTo }: { parcels: Parcel[]; shipTo: Order['shipTo'] }) {
  const to = [shipTo?.city, shipTo?.countryCode].filter(Boolean).join(', ');
  const end = to ? (
    <Text as="span" tone="subdued">
      {texts.to} {to}
    </Text>
  ) : undefined;
  return (
    <SectionCard title={texts.parcel} end={end} testId="parcel">
      <ParcelTracks parcels={parcels} />
    </SectionCard>
  );
}
