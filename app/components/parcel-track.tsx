import { BlockStack, InlineStack, Link, Text } from '@shopify/polaris';
import type { Parcel, ParcelState } from '#app/domain/parcel.ts';
import { parcelTexts as texts } from '#app/i18n/en/parcel.ts';
import { parcelWords } from '#app/i18n/en/words.ts';
import { Time } from './time.tsx';
import styles from './parcel-track.module.css';

const steps = [texts.sent, texts.onItsWay, texts.outForDelivery, texts.delivered];

/** How many of the four steps are behind the parcel. */
const stepsDone: Record<ParcelState, number> = {
  not_sent: 0,
  label_made: 1,
  on_its_way: 2,
  out_for_delivery: 3,
  attempted: 3,
  ready_for_pickup: 3,
  delivered: 4,
  failed: 3,
  cancelled: 0,
};

// Younger scans speak for themselves.
const worthSayingDays = 3;

const stopped: readonly ParcelState[] = ['attempted', 'failed'];

function Track({ parcel }: { parcel: Parcel }) {
  const done = stepsDone[parcel.state];
  return (
    <ol className={styles['track']} aria-label={texts.track(parcelWords[parcel.state])}>
      {steps.map((step, index) => {
        const classes = [styles['step']];
        if (index < done) classes.push(styles['done']);
        if (index === done - 1) classes.push(styles['here']);
        if (stopped.includes(parcel.state)) classes.push(styles['stopped']);
        const here = index === done - 1;
        return (
          <li key={step} className={classes.join(' ')} aria-current={here ? 'step' : undefined}>
            {here ? parcelWords[parcel.state] : step}
          </li>
        );
      })}
    </ol>
  );
}

function LastScan({ parcel }: { parcel: Parcel }) {
  const { lastScan, silentDays } = parcel;
  return (
    <BlockStack gap="050">
      {lastScan && (
        <Text as="p">
          {texts.lastScan} <Time at={lastScan.at} as="ago" />
          {lastScan.place && `, ${lastScan.place}`}
          {lastScan.message && `: ${lastScan.message}`}
        </Text>
      )}
      {silentDays !== null && silentDays >= worthSayingDays && (
        <Text as="p" tone={parcel.late ? 'caution' : 'subdued'} fontWeight={parcel.late ? 'semibold' : 'regular'}>
          {texts.silent(silentDays)}
        </Text>
      )}
    </BlockStack>
  );
}

function Promised({ parcel }: { parcel: Parcel }) {
  if (parcel.deliveredAt) {
    return (
      <Text as="p">
        {texts.deliveredOn} <Time at={parcel.deliveredAt} />
      </Text>
    );
  }
  if (!parcel.expectedAt) return null;
  return parcel.late ? (
    <Text as="p" tone="caution" fontWeight="semibold">
      {texts.late} <Time at={parcel.expectedAt} as="date" />
    </Text>
  ) : (
    <Text as="p">
      {texts.expected} <Time at={parcel.expectedAt} as="date" />
    </Text>
  );
}

function Tracking({ parcel }: { parcel: Parcel }) {
  const label = [parcel.carrier, parcel.trackingNumber].filter(Boolean).join(' ');
  if (!label) return null;
  return (
    <InlineStack gap="200">
      {parcel.trackingUrl ? (
        <Link url={parcel.trackingUrl} target="_blank" accessibilityLabel={texts.openTracking(label)}>
          {label}
        </Link>
      ) : (
        <Text as="span" tone="subdued">
          {label}
        </Text>
      )}
    </InlineStack>
  );
}

function OneParcel({ parcel, heading }: { parcel: Parcel; heading: string | null }) {
  return (
    <BlockStack gap="300">
      {heading && (
        <Text as="h3" variant="headingXs">
          {heading}
        </Text>
      )}
      {parcel.state === 'cancelled' ? <Text as="p">{texts.cancelled}</Text> : <Track parcel={parcel} />}
      <BlockStack gap="100">
        <Promised parcel={parcel} />
        <LastScan parcel={parcel} />
        <Tracking parcel={parcel} />
      </BlockStack>
    </BlockStack>
  );
}

/** Where the order's parcels are, when each was last seen, and whether it is late. */
export function ParcelTracks({ parcels }: { parcels: Parcel[] }) {
  if (parcels.length === 0) return <Text as="p">{texts.notSent}</Text>;
  return (
    <BlockStack gap="500">
      {parcels.map((parcel, index) => (
        <OneParcel
          key={parcel.fulfillmentId}
          parcel={parcel}
          heading={parcels.length > 1 ? texts.nth(index + 1, parcels.length) : null}
        />
      ))}
    </BlockStack>
  );
}
