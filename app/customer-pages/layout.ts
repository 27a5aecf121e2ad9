/** The page around everything that a customer sees: the shop's name and colour, and no word of ours. */
import { createHash } from 'node:crypto';
import { languages, type Language } from '#app/domain/language.ts';
import { frame, languageNames } from '#app/i18n/customer/frame.ts';
import { Html, html, type Fragment } from './html.ts';
import { styleFor } from './style.ts';

export type CustomerPage = {
  language: Language;
  /** Its name is the only one that a customer knows; its colour as `#rrggbb`. */
  shop: { name: string; colour: string };
  title: string;
  content: Fragment;
  /** This page's address in another language; absent where it has none. */
  inLanguage?: (language: Language) => string;
};

/** A page as it is sent: the document, and the policy of what it may load (nothing but itself). */
export type WrittenPage = { document: string; policy: string };

/** Writes a page out. It has no script, and loads nothing from anywhere. The same parts make the same bytes. */
export function writePage({ language, shop, title, content, inLanguage }: CustomerPage): WrittenPage {
  const words = frame[language];
  const style = styleFor(shop.colour);
  const others = inLanguage && languages.filter((other) => other !== language);
  // The one place where a style is put into a page: it is ours, and its colour was checked.
  const head = new Html(`<style>${style}</style>`);
  const { text } = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title} · ${shop.name}</title>
        <link rel="icon" href="data:," />
        ${head}
      </head>
      <body>
        <a class="skip" href="#main">${words.skip}</a>
        <header>
          <div><b>${shop.name}</b></div>
        </header>
        <main id="main" tabindex="-1">${content}</main>
        ${
          others &&
          html`<footer>
            <nav aria-label="${words.languages}">
              <ul>
                ${others.map((other) => html`<li><a href="${inLanguage(other)}" lang="${other}" hreflang="${other}">${languageNames[other]}</a></li>`)}
              </ul>
            </nav>
          </footer>`
        }
      </body>
    </html> `;
  return { document: text, policy: policyFor(style) };
}

/** What a customer's page may load: its own style and pictures, and forms that lead back to where it came from. */
function policyFor(style: string): string {
  const digest = createHash('sha256').update(style).digest('base64');
  return [
    "default-src 'none'",
    `style-src 'sha256-${digest}'`,
    "img-src 'self' data:",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
