/** The page around every storefront page: the shop's name, whose account it is, and the way back to the admin. */
import { html, type Fragment } from '../admin/html.ts';
import { icon } from '../admin/icons.ts';
import { handleOf } from '../admin/shops.ts';
import type { Customer, Shop } from '../state/types.ts';

export type StorefrontPage = {
  shop: Shop;
  customer: Customer | null;
  title: string;
  content: Fragment;
  locale?: string;
};

/** A whole document. It works without a script. */
export function renderStorefront({ shop, customer, title, content, locale = 'en' }: StorefrontPage): string {
  const handle = handleOf(shop.domain);
  const admin = customer === null ? `/store/${handle}/customers` : `/store/${handle}/customers/${customer.id}`;
  return html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · ${shop.name}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/admin-assets/admin.css" />
        <link rel="stylesheet" href="/storefront/storefront.css" />
      </head>
      <body class="storefront">
        <a class="skip" href="#main">Skip to content</a>
        <header class="shopbar">
          <a class="shopname" href="/storefront/${handle}">${icon('bag')}<span>${shop.name}</span></a>
          <nav class="shoplinks" aria-label="The shop">
            <a href="/storefront/${handle}/pages/contact">Contact</a>
            <a class="button" href="${admin}">Open in the admin</a>
          </nav>
        </header>
        <main id="main" tabindex="-1">${content}</main>
      </body>
    </html>`.text;
}
