/** The form behind a link: step by step, each kept as soon as it is sent. */
import type { Request } from 'express';
import { dayAt } from '#app/domain/shop-day.ts';
import type { Language } from '#app/domain/language.ts';
import { frame } from '#app/i18n/customer/frame.ts';
import { dayAfterBy } from '#app/i18n/customer/dates.ts';
import { reportTexts } from '#app/i18n/customer/report/texts.ts';
import {
  keepAnswers,
  keepFiles,
  keepLanguage,
  openForm,
  sendForm,
  sentReport,
  type ReportForm,
} from '#app/services/intake/report-form.server.ts';
import { readMultipart } from '#app/web/read-multipart.server.ts';
import { fileProblemsSaid } from '../file-field.ts';
import { problemList, typedIn, type Problems } from '../fields.ts';
import { html, type Fragment } from '../html.ts';
import { keepWhole } from '../keep-whole.ts';
import { notFound, type Answer, type Visitor } from '../visitor.server.ts';
import { lastFields, readLast, untouched, type LastFields } from './last-step.ts';
import { firstOpen, readStep, stepNames, steps, stepsFor, type StepName } from './steps.ts';

type Opened = { visitor: Visitor; form: ReportForm; token: string; language: Language };

/** The link itself: leads to where she was. Null when it is not for a form. */
export async function openedLink(visitor: Visitor, request: Request): Promise<Answer | null> {
  const opened = await open(visitor, request);
  if (opened === null) return null;
  if (!('form' in opened)) return opened;
  const { form, language } = opened;
  if (form.draft.complaintId !== null) return { to: at(opened, 'done') };
  return { to: at(opened, firstOpen(visitor.shop.intake, form.draft.answers), language) };
}

export async function stepPage(visitor: Visitor, request: Request): Promise<Answer> {
  const opened = await open(visitor, request);
  if (opened === null) return notFound(visitor);
  if (!('form' in opened)) return opened;
  const name = request.params['step'];
  if (opened.form.draft.complaintId !== null) return name === 'done' ? donePage(opened) : { to: at(opened, 'done') };
  const step = reachable(opened, name);
  if (step === null) return { to: at(opened, firstOpen(visitor.shop.intake, opened.form.draft.answers)) };
  return write(opened, step, {}, {});
}

export async function stepSent(visitor: Visitor, request: Request): Promise<Answer> {
  const opened = await open(visitor, request);
  if (opened === null) return notFound(visitor);
  if (!('form' in opened)) return opened;
  if (opened.form.draft.complaintId !== null) return { to: at(opened, 'done') };
  const step = reachable(opened, request.params['step']);
  if (step === null) return { to: at(opened, firstOpen(visitor.shop.intake, opened.form.draft.answers)) };
  if (step === 'send') return send(opened, request);
  return step === 'words' ? wordsSent(opened, request) : kept(opened, step, request.body);
}

async function kept(
  opened: Opened,
  step: Exclude<StepName, 'send'>,
  body: unknown,
  more: Problems = {},
): Promise<Answer> {
  const { visitor, form, language } = opened;
  const { intake } = visitor.shop;
  const { answers, problems } = readStep(step, typedIn(body), { form, language, intake });
  const all = { ...problems, ...more };
  if (Object.keys(problems).length === 0) await keepAnswers(visitor.ctx, form, answers);
  if (Object.keys(all).length > 0) return { ...write(opened, step, all, answers), status: 422 };
  const path = stepsFor(intake, { ...form.draft.answers, ...answers });
  return { to: at(opened, path[path.indexOf(step) + 1] ?? 'send') };
}

async function wordsSent(opened: Opened, request: Request): Promise<Answer> {
  if (!request.is('multipart/form-data')) return kept(opened, 'words', request.body);
  const { visitor, language } = opened;
  const texts = reportTexts[language].words;
  const read = await readMultipart(request, request.get('content-type'));
  if (!read.ok) return { ...write(opened, 'words', { files: texts.file.too_large }, {}), status: 422 };
  const chosen = (read.value.files['files'] ?? []).filter((file) => file.bytes.length > 0);
  const problems = await keepFiles(visitor.ctx, opened.form, chosen);
  const again = problems.length < chosen.length ? await open(visitor, request) : opened;
  const now = again && 'form' in again ? again : opened;
  return kept(
    now,
    'words',
    read.value.values,
    problems.length > 0 ? { files: fileProblemsSaid(problems, language) } : {},
  );
}

async function send(opened: Opened, request: Request): Promise<Answer> {
  const { visitor, form, language } = opened;
  const { answers, problems, last } = readLast(typedIn(request.body), { form, language });
  if (Object.keys(problems).length > 0) return { ...write(opened, 'send', problems, {}, last), status: 422 };
  const sent = await sendForm(
    visitor.ctx,
    { ...form, draft: { ...form.draft, answers: { ...form.draft.answers, ...answers } } },
    visitor.shop,
  );
  if (sent.ok) return { to: at(opened, 'done') };
  if (sent.error.kind === 'unfinished') return { to: at(opened, firstOpen(visitor.shop.intake, form.draft.answers)) };
  return { ...write(opened, 'send', { consent: reportTexts[language].send.errors.again }, {}, last), status: 503 };
}

/** The form as it is kept; null when the link opens none; a page when the order cannot be read now. */
async function open(visitor: Visitor, request: Request): Promise<Opened | Answer | null> {
  const token = request.params['token'] ?? '';
  const opened = await openForm(visitor.ctx, token, visitor.language, visitor.shop);
  if (opened === null) return null;
  if (!opened.ok) {
    const { title, text } = frame[visitor.language].failed;
    return {
      status: 503,
      page: {
        title,
        content: html`<h1>${title}</h1>
          <p>${text}</p>`,
      },
    };
  }
  const form = opened.value;
  const language = visitor.choseLanguage ? visitor.language : form.draft.language;
  if (language !== form.draft.language) await keepLanguage(visitor.ctx, form, language);
  return { visitor, form: { ...form, draft: { ...form.draft, language } }, token, language };
}

/** A step that she may be at: it is one, and everything before it is answered. */
function reachable({ visitor, form }: Opened, name: string | undefined): StepName | null {
  const step = stepNames.find((one) => one === name);
  const path = stepsFor(visitor.shop.intake, form.draft.answers);
  if (!step || !path.includes(step)) return null;
  return path.indexOf(step) <= path.indexOf(firstOpen(visitor.shop.intake, form.draft.answers)) ? step : null;
}

const at = (
  { visitor, token }: Pick<Opened, 'visitor' | 'token'>,
  step: StepName | 'done',
  language?: Language,
): string => `${visitor.base}/${token}/${step}${language ? `?lang=${language}` : ''}`;

function write(
  opened: Opened,
  step: StepName,
  problems: Problems,
  typed: ReportForm['draft']['answers'],
  last: LastFields = untouched,
): Answer & { page: object } {
  const { visitor, form, language } = opened;
  const { intake } = visitor.shop;
  const texts = reportTexts[language];
  const answers = { ...form.draft.answers, ...typed };
  const means = { form, answers, language, intake, problems };
  const path = stepsFor(intake, answers);
  const [nth, before] = [path.indexOf(step), path[path.indexOf(step) - 1]];
  const title = step === 'send' ? texts.send.title : steps[step].title(language);
  const fields: Fragment =
    step === 'send'
      ? lastFields({ ...means, last, shopName: visitor.shop.name, linkTo: (other) => at(opened, other) })
      : steps[step].fields(means);
  const action = at(opened, step);
  const inner = html`${fields}
    <div class="row">
      <button>${step === 'send' ? texts.send.send : texts.next}</button>
      ${before && html`<a class="button plain" href="${at(opened, before)}">${texts.back}</a>`}
    </div>`;
  const content = html`${problemList(texts.problems, problems)}
    <p class="step">${texts.order(form.order.name)} · ${texts.step(nth + 1, path.length)}</p>
    <h1>${title}</h1>
    ${
      step === 'words'
        ? html`<form method="post" action="${action}" enctype="multipart/form-data" novalidate>${inner}</form>`
        : html`<form method="post" action="${action}" novalidate>${inner}</form>`
    }`;
  return { page: { title, content, language, inLanguage: (other) => at(opened, step, other) } };
}

async function donePage(opened: Opened): Promise<Answer> {
  const { visitor, form, language } = opened;
  const { complaintId } = form.draft;
  if (complaintId === null) return notFound(visitor);
  const { number, by } = await sentReport(visitor.ctx, complaintId);
  const texts = reportTexts[language].done;
  const content = html`<h1>${texts.title}</h1>
    <p><b>${keepWhole(texts.number(`C-${String(number)}`))}</b></p>
    <p>${by === null ? texts.soon : texts.by(dayAfterBy(language, dayAt(by, visitor.shop.timeZone)))}</p>
    <p>${texts.mail}</p>
    <p class="quiet">${texts.keep}</p>`;
  return {
    page: { title: texts.title, content, language, inLanguage: (other) => `${at(opened, 'done')}?lang=${other}` },
  };
}
