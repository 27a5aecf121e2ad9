/**
 * How well two kinds of answers can be told apart by their times: the area under the ROC curve of the best threshold
 * classifier, 0.5 for not at all and 1 for always, whichever of them is the slower.
 */
export function toldApart(some: readonly number[], others: readonly number[]): number {
  const all = [
    ...some.map((time) => ({ time, isSome: true })),
    ...others.map((time) => ({ time, isSome: false })),
  ].sort((one, other) => one.time - other.time);
  // Sum of ranks (Mann and Whitney); what is equal shares its ranks.
  let ranks = 0;
  for (let from = 0; from < all.length;) {
    let to = from;
    while (to < all.length && all[to]?.time === all[from]?.time) to += 1;
    const rank = (from + to + 1) / 2;
    ranks += rank * all.slice(from, to).filter(({ isSome }) => isSome).length;
    from = to;
  }
  const above = ranks - (some.length * (some.length + 1)) / 2;
  const share = above / (some.length * others.length);
  return Math.max(share, 1 - share);
}
