import '@shopify/ui-extensions/preact';
import { render } from 'preact';
import type { Api } from '@shopify/ui-extensions/customer-account.order.action.menu-item.render';

declare const shopify: Api;

export default function menuItem(): void {
  render(<s-button>{shopify.i18n.translate('menuItem')}</s-button>, document.body);
}
