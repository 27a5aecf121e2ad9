/** `npm run reconcile -- --shop mug-house.myshopify.com`: compares our ledger with Shopify now, and prints what differs. */
import { parseArgs } from 'node:util';
import { readEnv } from '#app/config/env.server.ts';
import { parseShopId } from '#app/domain/ids.ts';
import { compose } from '#app/main/compose.server.ts';
import { reconcileShop } from '#app/services/resolutions/reconcile-shop.server.ts';

const { values } = parseArgs({ options: { shop: { type: 'string' } } });
const shopId = parseShopId(values.shop);
if (shopId === null) {
  console.error('Which shop? npm run reconcile -- --shop NAME.myshopify.com');
  process.exit(2);
}
const amends = await compose(readEnv(process.env));
try {
  const { orders, unread, breaks } = await reconcileShop(amends.contextFor(shopId, { kind: 'system', name: 'amends' }));
  for (const each of breaks) console.log(JSON.stringify(each));
  console.log(
    `${String(orders)} orders compared, ${String(unread)} could not be read, ${String(breaks.length)} differences`,
  );
  process.exitCode = unread > 0 || breaks.some((each) => each.kind !== 'made_elsewhere') ? 1 : 0;
} finally {
  await amends.close();
}
