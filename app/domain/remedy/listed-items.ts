/** "2 × Stoneware Mug, 1 × Tea Bowl": each title once, however many lines and parcels it came in. */
export function listedItems(lines: readonly { title: string; quantity: number }[]): string {
  const units = new Map<string, number>();
  for (const { title, quantity } of lines) units.set(title, (units.get(title) ?? 0) + quantity);
  return [...units].map(([title, quantity]) => `${quantity} × ${title}`).join(', ');
}
