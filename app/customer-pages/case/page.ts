/** The page on which a customer follows her complaint, and writes to the shop. */
import type { Language } from '#app/domain/language.ts';
import { dayAt } from '#app/domain/shop-day.ts';
import { caseTexts, type CaseTexts } from '#app/i18n/customer/case.ts';
import { caseCallTexts } from '#app/i18n/customer/case-call.ts';
import type { CaseExtras } from '#app/services/case-page/case-extras.server.ts';
import type { CasePage } from '#app/services/case-page/get-case.server.ts';
import { problemList, textArea, type Problems } from '../fields.ts';
import { fileField } from '../file-field.ts';
import { html, type Html } from '../html.ts';
import { keepWhole } from '../keep-whole.ts';
import type { CustomerPage } from '../layout.ts';
import { writerFor, type Writer } from '../written.ts';
import { callSection, type CallForm } from './call.ts';
import { sayGiven } from './given.ts';
import { nextSaid } from './next.ts';

/** What the form says about itself: nothing yet, that it was sent, or what is wrong with what she typed. */
export type WriteForm =
  | { says: 'nothing' }
  | { says: 'sent'; answerBy: Date }
  | { says: 'called' }
  | { says: 'problem'; problems: Problems; typed: string; requestId: string };

export type CaseParts = {
  page: CasePage;
  language: Language;
  shop: { name: string; timeZone: string };
  now: Date;
  form: WriteForm;
  extras: CaseExtras;
  /** Of the form that asks for a call. */
  call: CallForm;
};

type Reading = CaseParts & { texts: CaseTexts; write: Writer };

export function casePage(parts: CaseParts): Pick<CustomerPage, 'title' | 'content'> {
  const { page, language, shop, now } = parts;
  const texts = caseTexts[language];
  const reading: Reading = { ...parts, texts, write: writerFor(language, shop.timeZone, now) };
  const title = texts.title(`C-${String(page.number)}`);
  return {
    title,
    content: html`${sentNotice(reading)}
      <h1>${keepWhole(title)}</h1>
      <p class="quiet words">${texts.aboutOrder(page.order, reading.write.day(page.since))}</p>
      ${page.items.length > 0 && html`<p class="words">${reading.write.items(page.items)}</p>`}
      ${whereItStands(reading)} ${given(reading)} ${said(reading)}
      ${callSection(parts.extras.call, parts.call, language)} ${writeForm(reading)}
      <p class="quiet">${texts.keepToYourself}</p>`,
  };
}

function sentNotice({ form, texts, write, language }: Reading): Html | false {
  if (form.says !== 'sent' && form.says !== 'called') return false;
  const says = form.says === 'sent' ? texts.sent(write.day(form.answerBy)) : caseCallTexts[language].asked;
  return html`<div class="card" role="status">
    <p><b>${says}</b></p>
  </div>`;
}

function whereItStands({ page, texts, write }: Reading): Html {
  return html`<section aria-labelledby="stands">
    <h2 id="stands">${texts.stands}</h2>
    <div class="card">
      <p><b>${texts.state[page.state]}</b></p>
      <p>${nextSaid(page, texts, write)}</p>
      ${page.legalBy && html`<p class="quiet">${texts.legal(write.day(page.legalBy))}</p>`}
    </div>
  </section>`;
}

function given({ page, language, texts, write, shop, now }: Reading): Html | false {
  if (page.given.length === 0) return false;
  const over = page.state === 'resolved' || page.state === 'closed';
  const speaker = { language, write, today: dayAt(now, shop.timeZone), over };
  return html`<section aria-labelledby="given">
    <h2 id="given">${texts.given}</h2>
    ${page.given.map((one) => {
      const { title, lines, code, links } = sayGiven(one, speaker);
      return html`<div class="card" data-state="${one.state}">
        <h3 class="words">${title}</h3>
        ${lines.map((line) => html`<p class="words">${line}</p>`)}
        ${
          code &&
          html`<p>
            <span class="quiet">${code.label}</span><br />
            <output class="code">${code.text}</output>
          </p>`
        }
        ${links.map(({ label, address }) => html`<p><a href="${address}" rel="noreferrer">${label}</a></p>`)}
      </div>`;
    })}
  </section>`;
}

function said({ page, shop, texts, write }: Reading): Html {
  return html`<section aria-labelledby="said">
    <h2 id="said">${texts.said}</h2>
    ${page.said.length === 0 && html`<p class="quiet">${texts.nothingSaid}</p>`}
    ${page.said.map(
      ({ hers, text, at }) =>
        html`<article class="card">
          <p class="quiet">
            ${hers ? texts.you : shop.name} · <time datetime="${at.toISOString()}">${write.moment(at)}</time>
          </p>
          <p class="words">${text}</p>
        </article>`,
    )}
  </section>`;
}

function writeForm({ form, page, texts, extras, language }: Reading): Html {
  const problem = form.says === 'problem' ? form : null;
  const problems = problem?.problems ?? {};
  const { yourMessage: label, writeHint: hint } = texts;
  return html`<section aria-labelledby="write">
    <h2 id="write">${texts.write}</h2>
    ${problemList(texts.problems, problems)}
    <form method="post" enctype="multipart/form-data" novalidate>
      <input type="hidden" name="do" value="write" />
      <input type="hidden" name="requestId" value="${problem?.requestId ?? page.requestId}" />
      ${textArea({ id: 'words', label, hint, value: problem?.typed ?? '', problems })}
      ${fileField(language, extras.files, problems)}
      <button>${texts.send}</button>
    </form>
  </section>`;
}
