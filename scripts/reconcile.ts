/**
 * `npm run reconcile -- --shop mug-house.myshopify.com`: compares every remedy of the last 60 days with Shopify now, and
 * says in words what differs. Exits 1 when something does that nobody has resolved, or could not be read.
 */
import { parseArgs } from 'node:util';
import { readEnv } from '#app/config/env.server.ts';
import { parseShopId } from '#app/domain/ids.ts';
import { formatMoney } from '#app/domain/money.ts';
import { differenceSentence } from '#app/i18n/en/differences.ts';
import { compose } from '#app/main/compose.server.ts';
import { openDifferences } from '#app/services/reconciliation/list-differences.server.ts';
import { reconcileShop } from '#app/services/reconciliation/reconcile-shop.server.ts';

const mostPrinted = 1_000;

const { values } = parseArgs({ options: { shop: { type: 'string' } } });
const shopId = parseShopId(values.shop);
if (shopId === null) {
  console.error('Which shop? npm run reconcile -- --shop NAME.myshopify.com');
  process.exit(2);
}
const amends = await compose(readEnv(process.env));
try {
  const ctx = amends.contextFor(shopId, { kind: 'system', name: 'amends' }, amends.log, 'spare');
  const { orders, remedies, unread, breaks } = await reconcileShop(ctx);
  const open = await openDifferences(ctx, mostPrinted);
  const print = (amount: Parameters<typeof formatMoney>[0]) => formatMoney(amount, 'en');
  for (const each of open) {
    const where = [each.order?.name, each.complaint && `C-${String(each.complaint.number)}`].filter(Boolean).join(', ');
    const who = each.owner ? ` ${each.owner.name} sees to it.` : '';
    console.log(`${where === '' ? (each.externalId ?? '') : where}: ${differenceSentence(each, print)}${who}`);
  }
  const byHand = breaks.filter(({ kind }) => kind === 'made_elsewhere').length;
  console.log(
    `${String(remedies)} remedies on ${String(orders)} orders compared; ${String(open.length)} differences, ` +
      `${String(byHand)} refunds made by hand, ${String(unread)} orders could not be read`,
  );
  process.exitCode = unread > 0 || open.length > 0 ? 1 : 0;
} finally {
  await amends.close();
}
