/** Where a parcel is. */
export const parcelTexts = {
  sent: 'Sent',
  onItsWay: 'On its way',
  outForDelivery: 'Out for delivery',
  delivered: 'Delivered',
  track: (state: string) => `Parcel: ${state}`,
  lastScan: 'Last scan',
  silent: (days: number) => `Silent for ${days} days`,
  deliveredOn: 'Delivered',
  expected: 'Expected',
  late: 'Late: it was expected on',
  notSent: 'Nothing has been sent yet.',
  cancelled: 'This parcel was cancelled.',
  openTracking: (label: string) => `Follow ${label} in a new tab`,
  nth: (index: number, count: number) => `Parcel ${index} of ${count}`,
};
