import { MUG_HOUSE, TOKYO_PAPER } from '../state/shops.ts';
import type { Store } from '../state/store.ts';
import type { Minor } from '../money.ts';
import type { Location, Product } from '../state/types.ts';

type Piece = {
  title: string;
  type: string;
  prices: readonly number[];
  options: readonly string[];
  /** Options of which there is nothing left, and whether they sell on. */
  soldOut?: Readonly<Record<string, 'CONTINUE' | 'DENY'>>;
  /** Former prices, by option. */
  before?: Readonly<Record<string, number>>;
};

/** Prices in minor units of the shop's currency, one per option. */
const PIECES: Readonly<Record<string, readonly Piece[]>> = {
  [MUG_HOUSE]: [
    { title: 'Stoneware Mug', type: 'Mugs', prices: [1890, 1890, 2190], options: ['Blue', 'Sand', 'Forest'] },
    { title: 'Espresso Cup Set', type: 'Cups', prices: [3450, 3450], options: ['Set of 2', 'Set of 4'] },
    { title: 'Travel Tumbler', type: 'Tumblers', prices: [2790, 2790], options: ['Black', 'Cream'] },
    { title: 'Tea Pot', type: 'Pots', prices: [4900], options: ['1 litre'] },
    { title: 'Pour-over Dripper', type: 'Coffee', prices: [2350, 2650], options: ['Size 1', 'Size 2'] },
    {
      title: 'Milk Jug',
      type: 'Jugs',
      prices: [1590, 1890],
      options: ['300 ml', '600 ml'],
      soldOut: { '600 ml': 'CONTINUE' },
    },
    { title: 'Cereal Bowl', type: 'Bowls', prices: [1690, 1690], options: ['White', 'Speckled'] },
    { title: 'Serving Plate', type: 'Plates', prices: [2990, 3990], options: ['26 cm', '32 cm'] },
    { title: 'Cork Coaster', type: 'Accessories', prices: [690], options: ['Pack of 4'] },
    {
      title: 'Enamel Camping Mug',
      type: 'Mugs',
      prices: [1490, 1490, 1490],
      options: ['Red', 'White', 'Green'],
      soldOut: { Green: 'DENY' },
      before: { White: 1790 },
    },
    { title: 'Gift Box', type: 'Accessories', prices: [490], options: ['Kraft'] },
  ],
  [TOKYO_PAPER]: [
    { title: 'Washi Notebook', type: 'Notebooks', prices: [1800, 2400], options: ['A6', 'A5'] },
    { title: 'Letter Set', type: 'Letters', prices: [1200, 1200], options: ['Crane', 'Maple'] },
    { title: 'Brush Pen', type: 'Pens', prices: [880, 880, 980], options: ['Black', 'Sepia', 'Indigo'] },
    { title: 'Weekly Planner', type: 'Planners', prices: [3200], options: ['2027'] },
    { title: 'Origami Paper', type: 'Paper', prices: [650, 1100], options: ['60 sheets', '120 sheets'] },
    { title: 'Masking Tape Set', type: 'Tape', prices: [1450], options: ['Set of 5'], soldOut: { 'Set of 5': 'DENY' } },
    { title: 'Desk Calendar', type: 'Planners', prices: [1980], options: ['2027'] },
    { title: 'Wooden Letter Tray', type: 'Desk', prices: [5400], options: ['Hinoki'] },
  ],
};

/** Puts the products and the location of each shop into an empty store. */
export function seedCatalog(store: Store, at: string): void {
  for (const shop of store.state.shops) {
    store.addLocation(warehouse(shop.domain, store.nextId(), shop.address));
    for (const piece of PIECES[shop.domain] ?? []) store.addProduct(product(store, shop.domain, shop.name, piece, at));
  }
}

function product(store: Store, shop: string, vendor: string, piece: Piece, at: string): Product {
  const handle = slug(piece.title);
  const id = store.nextId();
  return {
    id,
    shop,
    title: piece.title,
    handle,
    vendor,
    productType: piece.type,
    status: 'ACTIVE',
    tags: [piece.type.toLowerCase()],
    createdAt: at,
    image: `/dev-store/images/${handle}.svg`,
    variants: piece.options.map((title, index) => ({
      id: store.nextId(),
      title,
      sku: `${initials(piece.title)}-${slug(title).toUpperCase().slice(0, 8)}`,
      price: piece.prices[index] ?? piece.prices[0] ?? 1000,
      inventoryQuantity: piece.soldOut?.[title] === undefined ? 40 + ((id * 7 + index * 13) % 90) : 0,
      inventoryPolicy: piece.soldOut?.[title] ?? 'DENY',
      compareAtPrice: piece.before?.[title] ?? null,
      unitCost: costOf(shop, piece.prices[index] ?? piece.prices[0] ?? 1000),
      image: `/dev-store/images/${handle}--${slug(title)}.svg`,
    })),
  };
}

/** One shop has written down what its goods cost, the other has not. */
function costOf(shop: string, price: Minor): Minor | null {
  return shop === MUG_HOUSE ? Math.round(price * 0.4) : null;
}

function warehouse(shop: string, id: number, address: Location['address']): Location {
  return { id, shop, name: 'Warehouse', active: true, address };
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}

function initials(title: string): string {
  return title
    .split(/[\s-]+/)
    .map((word) => word.slice(0, 2).toUpperCase())
    .join('');
}
