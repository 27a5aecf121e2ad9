/** All that is known of a complaint as one page that needs nothing else: no script, no picture, no address of ours. */
import { createHash } from 'node:crypto';
import type { Reader } from '#app/components/formats.ts';
import { makeFormats } from '#app/components/formats.ts';
import { Html, html } from '#app/customer-pages/html.ts';
import type { Fragment } from '#app/customer-pages/html.ts';
import { levelWords } from '#app/i18n/en/escalation.ts';
import { limitNumbers } from '#app/i18n/en/limits.ts';
import { promisedWhat } from '#app/i18n/en/promises.ts';
import { verdictWords } from '#app/i18n/en/verdicts.ts';
import { wholeFileTexts as texts } from '#app/i18n/en/whole-file.ts';
import {
  channelWords,
  fulfillmentWord,
  guest,
  paymentWords,
  reasonWords,
  remedyNames,
  remedyWords,
  roleWords,
  severityWords,
  stateWords,
  wantedWords,
} from '#app/i18n/en/words.ts';
import type { DecisionOnFile, WholeFile } from '#app/services/escalations/take-file.server.ts';
import { storyLines } from './story-lines.server.ts';

const style = `
body{font:15px/1.45 system-ui,sans-serif;color:#1a1a1a;max-width:60rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.6rem;margin:0}h2{font-size:1.15rem;margin:2rem 0 .5rem;border-bottom:1px solid #999;padding-bottom:.25rem}
h3{font-size:1rem;margin:1rem 0 .25rem}p{margin:.25rem 0}.said{white-space:pre-wrap;overflow-wrap:anywhere}
.quiet{color:#555;font-size:.85rem}dl{display:grid;grid-template-columns:minmax(8rem,12rem) 1fr;gap:.25rem 1rem;margin:0}
dt{color:#555}dd{margin:0;overflow-wrap:anywhere}dd p{margin:0}.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;margin:.5rem 0}
th,td{text-align:left;vertical-align:top;border-bottom:1px solid #ddd;padding:.3rem .75rem .3rem 0;overflow-wrap:break-word}
.hash{display:inline-block;min-width:10rem;overflow-wrap:anywhere;color:#555;font-size:.75rem}
th{color:#555;font-weight:600}article{break-inside:avoid;margin:.75rem 0}
`;
const digest = createHash('sha256').update(style).digest('base64');
/** Also where it lies on somebody's disk: what was written into it runs nothing and loads nothing. */
const policy = `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`;

/** Prints amounts and moments; these with their year and zone, to be read by somebody else years later. */
type Print = Pick<ReturnType<typeof makeFormats>, 'money' | 'pair'> & { at: (moment: Date | string) => string };

function printFor(reader: Reader): Print {
  const { money, pair } = makeFormats(reader);
  const { timeZone } = reader;
  const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'long', timeZone });
  return { money, pair, at: (when) => moment.format(new Date(when)) };
}

/** The document, and the policy that it is sent with. */
export function writeWholeFile(
  file: WholeFile,
  { reader, shop }: { reader: Reader; shop: string },
): { document: string; policy: string } {
  const print = printFor(reader);
  const title = texts.title(file.complaint.number);
  const { parts } = texts;
  const { text } = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title} · ${shop}</title>
        ${new Html(`<style>${style}</style>`)}
      </head>
      <body>
        <h1>${title} · ${shop}</h1>
        <p class="quiet">${texts.taken(file.takenBy, print.at(file.takenAt))} ${texts.zone(reader.timeZone)}</p>
        ${part(parts.complaint, [complaintPart(file, print)])} ${part(parts.escalations, escalationsPart(file, print))}
        ${part(parts.verdicts, verdictsPart(file, print))}
        ${part(parts.messages, linesPart({ story: [], messages: file.messages }, reader, print))}
        ${part(parts.decisions, decisionsPart(file, print))} ${part(parts.ledger, ledgerPart(file, print))}
        ${part(parts.promises, promisesPart(file, print))} ${part(parts.files, filesPart(file, print))}
        ${part(parts.order, [orderPart(file, print)])}
        ${part(parts.story, linesPart({ story: file.story, messages: [] }, reader, print))}
      </body>
    </html> `;
  return { document: text, policy };
}

const part = (title: string, content: readonly Fragment[]): Html =>
  html`<section>
    <h2>${title}</h2>
    ${content.length > 0 ? content : html`<p class="quiet">${texts.nothing}</p>`}
  </section>`;

type Fact = readonly [name: string, value: Fragment];

/** What there is of these facts. */
const facts = (all: readonly Fact[]): Html =>
  html`<dl>
    ${all
      .filter(([, value]) => value !== null && value !== '')
      .map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd>${value}</dd>`,
      )}
  </dl>`;

const table = (heads: readonly string[], rows: readonly (readonly Fragment[])[]): Html =>
  html`<div class="wide">
    <table>
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell) => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;

const entry = (title: Fragment, quiet: Fragment, content: Fragment): Html =>
  html`<article>
    <h3>${title}</h3>
    <p class="quiet">${quiet}</p>
    ${content}
  </article>`;

const said = (words: string | null | undefined): Html | null => (words ? html`<p class="said">${words}</p>` : null);

function complaintPart({ complaint, lines }: WholeFile, { at }: Print): Html {
  const t = texts.complaint;
  const maybe = (moment: Date | null) => moment && at(moment);
  return html`${facts([
      [t.customer, complaint.customer_name ?? guest],
      [t.order, complaint.order_name],
      [t.items, lines.map(({ title, quantity }) => `${quantity} × ${title}`).join(', ')],
      [t.reason, reasonWords[complaint.reason]],
      [t.severity, severityWords[complaint.severity]],
      [t.channel, channelWords[complaint.channel]],
      [t.wanted, wantedWords[complaint.wanted_outcome]],
      [t.state, stateWords[complaint.state]],
      [t.at, at(complaint.created_at)],
      [t.firstAnswered, maybe(complaint.first_answered_at)],
      [t.legalDue, maybe(complaint.legal_due_at)],
    ])}
    <h3>${t.words}</h3>
    ${said(complaint.words)}`;
}

function orderPart({ order: { order, fetchedAt } }: WholeFile, { at, money, pair }: Print): Html {
  const t = texts.order;
  const both = (amount: typeof order.total) => pair(amount.presentment, amount.shop);
  const parcels = order.fulfillments.map(({ status, deliveredAt, tracking }) =>
    [
      fulfillmentWord(status),
      ...tracking.map(({ company, number }) => [company, number].filter(Boolean).join(' ')),
      ...(deliveredAt ? [at(deliveredAt)] : []),
    ].join(', '),
  );
  const refunds = order.refunds.map(({ id, createdAt, amount, note }) =>
    [id, at(createdAt), money(amount), ...(note ? [note] : [])].join(', '),
  );
  return facts([
    [t.name, order.name],
    [t.id, order.id],
    [t.asOf, at(fetchedAt)],
    [t.customer, order.customer?.name ?? guest],
    [t.email, order.email],
    [t.at, at(order.processedAt)],
    [t.cancelled, order.cancelledAt && at(order.cancelledAt)],
    [t.payment, paymentWords[order.financialStatus]],
    [t.total, both(order.total)],
    [t.received, both(order.received)],
    [t.refunded, both(order.refunded)],
    [t.shipTo, [order.shipTo?.city, order.shipTo?.countryCode].filter(Boolean).join(', ')],
    [t.lines, lined(order.lines.map((line) => `${line.quantity} × ${line.title}, ${money(line.unitPrice)}`))],
    [t.parcels, lined(parcels)],
    [t.refunds, lined(refunds)],
  ]);
}

const lined = (lines: readonly string[]): Fragment =>
  lines.length === 0 ? null : lines.map((line) => html`<p>${line}</p>`);

/** The story in the words of the complaint's page, and what was said in full; oldest first. */
function linesPart(told: Parameters<typeof storyLines>[0], reader: Reader, { at }: Print): Html[] {
  const lines = storyLines(told, reader).reverse();
  return lines.map(({ at: when, who, what, more, quoted }) =>
    entry(what, `${at(when)} · ${who}`, [said(more), said(quoted)]),
  );
}

function decisionsPart({ decisions }: WholeFile, print: Print): Html[] {
  return decisions.map((each) =>
    entry(texts.decided(each.by, roleWords[each.role]), print.at(each.at), [
      said(each.reason),
      html`<p>${decidedOn(each, print).join(' ')}</p>`,
      table(
        [texts.remedy, texts.amount, texts.state, texts.shopifyId, texts.since, texts.shopifySaid],
        each.remedies.map(({ kind, amount, shopAmount, state, externalId, updatedAt, messages }) => [
          ...[remedyNames[kind], print.pair(amount, shopAmount), remedyWords[state], externalId ?? ''],
          ...[print.at(updatedAt), messages.join(' ')],
        ]),
      ),
    ]),
  );
}

/** The numbers that it was decided on, as they stood then. */
function decidedOn({ decision }: DecisionOnFile, { money }: Print): string[] {
  const { numbers, checks = [], verdict } = decision;
  const limits = checks.map((check) => limitNumbers(check, numbers.asked.currency, money));
  return [texts.verdicts[verdict], texts.asked(money(numbers.asked)), texts.given(money(numbers.given)), ...limits];
}

function ledgerPart({ ledger, decisions }: WholeFile, { at, money }: Print): Html[] {
  if (ledger.length === 0) return [];
  const kinds = new Map(decisions.flatMap(({ remedies }) => remedies.map(({ id, kind }) => [String(id), kind])));
  const rows = ledger.map(({ seq, kind, remedyId, amount, why, by, at: when, hash }) => {
    const remedy = kinds.get(remedyId);
    return [
      ...[seq, texts.entries[kind], remedy ? remedyNames[remedy] : '', money(amount), why, by, at(when)],
      html`<span class="hash">${hash}</span>`,
    ];
  });
  const { number, entry: what, remedy, amount, why, by, at: when, hash } = texts;
  return [table([number, what, remedy, amount, why, by, when, hash], rows)];
}

const promisesPart = ({ promises }: WholeFile, { at }: Print): Html[] =>
  promises.map(({ kind, what, by, dueAt, state, madeAt }) => {
    const how = texts.promiseStates[state] ?? state;
    return entry(texts.promised(promisedWhat(kind, what), by, at(dueAt), how), at(madeAt), null);
  });

const filesPart = ({ files }: WholeFile, { at }: Print): Html[] =>
  files.map(({ name, type, by, at: when }) => entry(name, `${at(when)} · ${by || texts.theCustomer} · ${type}`, null));

const verdictsPart = ({ verdicts }: WholeFile, { at }: Print): Html[] =>
  verdicts.map(({ verdict, note, evidence, why, by, at: when, refusedAt }) =>
    entry(verdictWords[verdict], `${at(when)} · ${by}`, [
      said(note),
      why && said(texts.changed(why)),
      evidence.length > 0 &&
        facts(evidence.map((each) => [texts.evidence, each.kind === 'file' ? each.name : each.text])),
      refusedAt && html`<p>${texts.refusedOn(at(refusedAt))}</p>`,
    ]),
  );

const escalationsPart = ({ escalations }: WholeFile, { at }: Print): Html[] =>
  escalations.map(({ level, reason, dueAt, askedByName, at: when, endedAt, answer }) =>
    entry(texts.passedTo(levelWords[level], askedByName), at(when), [
      said(reason),
      html`<p>${texts.wantedBy(at(dueAt))}</p>`,
      endedAt && said(texts.answered(at(endedAt), answer ?? '')),
    ]),
  );
