/** Every e-mail that was sent: Shopify's own to customers, and what came in over SMTP. */
import { dateTime } from '../format.ts';
import { html, type Fragment, type SafeHtml } from '../html.ts';
import { icon } from '../icons.ts';
import type { Desk } from '../shops.ts';
import type { Store } from '../../state/store.ts';
import type { Mail } from '../../state/types.ts';

const SHOWN = 100;
/** Headers that say what the page says already. */
const TOLD = new Set(['from', 'to', 'subject', 'date', 'message-id', 'content-type', 'mime-version']);
const WEB_ADDRESS = /(https?:\/\/[^\s<>"]+)/;

/** The mailbox is one for all shops, as a mail server is. */
export function mailOf(store: Store, id: number): Mail | undefined {
  return store.state.mails.find((mail) => mail.id === id);
}

const subjectOf = (mail: Mail): string => mail.subject || '(no subject)';
const senderOf = (mail: Mail): string => mail.fromName || mail.from;

function mailRow(desk: Desk, mail: Mail): SafeHtml {
  return html`<tr>
    <th scope="row"><a href="/store/${desk.handle}/mailbox/${mail.id}">${subjectOf(mail)}</a></th>
    <td data-label="To">${mail.to.join(', ')}</td>
    <td data-label="From">${senderOf(mail)}</td>
    <td data-label="Sent" class="number">${dateTime(mail.at, desk.shop)}</td>
  </tr>`;
}

/** The list, newest first; `query` is looked for in addresses and subject. */
export function mailboxPage(store: Store, desk: Desk, query: string): SafeHtml {
  const wanted = query.trim().toLowerCase();
  const found = store.state.mails
    .filter((mail) =>
      [mail.subject, mail.from, senderOf(mail), ...mail.to].some((text) => text.toLowerCase().includes(wanted)),
    )
    .toReversed();
  return html`<div class="page">
    <div class="page-head"><h1>Mailbox</h1></div>
    <section class="card" aria-label="E-mails">
      <form class="filter" role="search" aria-label="In this list">
        <label class="sr-only" for="list-search">Address or subject</label>
        <input id="list-search" type="search" name="q" value="${query}" placeholder="Address or subject" />
        <button class="button">Search</button>
      </form>
      ${
        found.length === 0
          ? html`<p class="empty">
              ${wanted === '' ? 'No e-mail has been sent yet. Whatever is sent lands here, and goes nowhere else.' : `No e-mail matches “${query}”.`}
            </p>`
          : html`<table class="list stack">
              <thead>
                <tr>
                  <th scope="col">Subject</th>
                  <th scope="col">To</th>
                  <th scope="col">From</th>
                  <th scope="col" class="number">Sent</th>
                </tr>
              </thead>
              <tbody>
                ${found.slice(0, SHOWN).map((mail) => mailRow(desk, mail))}
              </tbody>
            </table>`
      }
      <p class="pager">
        ${found.length > SHOWN ? `The last ${SHOWN} of ${found.length}` : `${found.length} e-mail${found.length === 1 ? '' : 's'}`}
      </p>
    </section>
  </div>`;
}

/** One mail as its reader sees it, as text, and with what stands in its head. */
export function mailPage(desk: Desk, mail: Mail, answered: string | null): SafeHtml {
  return html`<div class="page">
    <div class="page-head">
      <a class="back" href="/store/${desk.handle}/mailbox" aria-label="Back to the mailbox">${icon('back')}</a>
      <div>
        <h1>${subjectOf(mail)}</h1>
        <p class="subdued">${senderOf(mail)} to ${mail.to.join(', ')} · ${dateTime(mail.at, desk.shop)}</p>
      </div>
    </div>
    ${
      mail.html === null
        ? null
        : html`<section class="card" aria-labelledby="as-html">
            <div class="card-head"><h2 id="as-html">As HTML</h2></div>
            <iframe
              class="mail-html"
              title="The e-mail as HTML"
              sandbox="allow-popups allow-popups-to-escape-sandbox"
              src="/store/${desk.handle}/mailbox/${mail.id}/html"
            ></iframe>
          </section>`
    }
    <section class="card" aria-labelledby="as-text">
      <div class="card-head"><h2 id="as-text">As text</h2></div>
      <div class="mail-text">${linked(mail.text)}</div>
    </section>
    <section class="card" aria-labelledby="answer">
      <div class="card-head"><h2 id="answer">Reply as the customer</h2></div>
      ${answered === null ? null : html`<p role="status">${answerSaid(answered)}</p>`}
      <form method="post" action="/store/${desk.handle}/mailbox/${mail.id}/answer">
        <label for="words">Message</label>
        <textarea id="words" name="words" rows="5" maxlength="5000" required></textarea>
        <button class="button">Send the reply</button>
      </form>
    </section>
    <section class="card" aria-labelledby="head">
      <div class="card-head"><h2 id="head">Head</h2></div>
      <dl class="mail-head">
        ${headOf(mail).map(
          ({ name, value }) =>
            html`<dt>${name}</dt>
              <dd>${value}</dd>`,
        )}
      </dl>
    </section>
  </div>`;
}

function answerSaid(status: string): string {
  if (status === '200') return 'The app has the reply.';
  return status === '404' ? 'The app knows no complaint that it belongs to.' : `The app did not take it (${status}).`;
}

function headOf(mail: Mail): { name: string; value: string }[] {
  return [
    { name: 'From', value: mail.fromName ? `${mail.fromName} <${mail.from}>` : mail.from },
    { name: 'To', value: mail.to.join(', ') },
    ...(mail.messageId == null ? [] : [{ name: 'Message-ID', value: mail.messageId }]),
    ...(mail.headers ?? []).filter(({ name }) => !TOLD.has(name)),
  ];
}

/** Text whose web addresses can be followed. */
function linked(text: string): Fragment {
  return text
    .split(WEB_ADDRESS)
    .map((part, index) =>
      index % 2 === 1 ? html`<a href="${part}" target="_blank" rel="noreferrer">${part}</a>` : part,
    );
}

/** What may happen in the frame that shows a mail: nothing but looking at it. Links open beside it. */
export const MAIL_FRAME_POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  'sandbox allow-popups allow-popups-to-escape-sandbox',
].join('; ');

/** The mail's HTML for its frame. */
export function mailHtml(mail: Mail): string {
  const base = '<base target="_blank">';
  const content = mail.html ?? '';
  return /<head[^>]*>/i.test(content) ? content.replace(/<head[^>]*>/i, (head) => head + base) : base + content;
}
