import type { Request } from 'express';
import { readPhone } from '#app/domain/calls/call.ts';
import { parseRequestId, type ComplaintId } from '#app/domain/ids.ts';
import type { Language } from '#app/domain/language.ts';
import { caseCallTexts } from '#app/i18n/customer/case-call.ts';
import { caseTexts } from '#app/i18n/customer/case.ts';
import { reportTexts } from '#app/i18n/customer/report/texts.ts';
import { askForCall } from '#app/services/calls/ask-callback.server.ts';
import { getCaseExtras, type CaseExtras } from '#app/services/case-page/case-extras.server.ts';
import { getCase, type CasePage } from '#app/services/case-page/get-case.server.ts';
import { longestCaseMessage, writeOnCase } from '#app/services/case-page/write-on-case.server.ts';
import type { IncomingFile } from '#app/services/files/prepare-files.server.ts';
import { receiveFiles } from '#app/services/files/receive-files.server.ts';
import { readMultipart } from '#app/web/read-multipart.server.ts';
import { fileProblemsSaid } from '../file-field.ts';
import { typedIn, type Problems, type Typed } from '../fields.ts';
import { linkOver } from '../link-over.ts';
import { queryOf, type Answer, type Visitor } from '../visitor.server.ts';
import { noCall, type CallForm } from './call.ts';
import { casePage, type WriteForm } from './page.ts';

type Opened = { visitor: Visitor; page: CasePage; extras: CaseExtras; language: Language; complaintId: ComplaintId };

async function open(visitor: Visitor, complaintId: ComplaintId): Promise<Opened | null> {
  const page = await getCase(visitor.ctx, complaintId);
  if (page === null) return null;
  const extras = await getCaseExtras(visitor.ctx, complaintId, page.state, visitor.shop);
  // The language that she chose; else the one that she is written to in.
  const language = visitor.choseLanguage ? visitor.language : page.language;
  return { visitor, page, extras, language, complaintId };
}

/** Shows her complaint. */
export async function showCase(visitor: Visitor, request: Request, complaintId: ComplaintId): Promise<Answer> {
  const opened = await open(visitor, complaintId);
  if (opened === null) return linkOver(visitor.language);
  const query = queryOf(request);
  const { nextBy } = opened.page;
  if (query.get('sent') === '1' && nextBy) return answer(opened, { says: 'sent', answerBy: nextBy });
  return answer(opened, { says: query.get('called') === '1' ? 'called' : 'nothing' });
}

/** Takes what she has written and added; what is wrong with it stands beside the field, and nothing of it is lost. */
export async function writeCase(visitor: Visitor, request: Request, complaintId: ComplaintId): Promise<Answer> {
  const opened = await open(visitor, complaintId);
  if (opened === null) return linkOver(visitor.language);
  const { language, page } = opened;
  const sent = await readForm(request);
  if (sent === null) return refused(opened, page, '', { files: reportTexts[language].words.file.too_large });
  const { typed, files } = sent;
  const words = typed.one('words');
  const requestId = parseRequestId(typed.one('requestId')) ?? page.requestId;
  const { problems } = await receiveFiles(visitor.ctx, { holder: { complaintId }, files });
  if (problems.length > 0)
    return refused(opened, { requestId }, words, { files: fileProblemsSaid(problems, language) });
  const onlyFiles = words.trim() === '' && files.length > 0;
  const text = onlyFiles ? caseCallTexts[language].onlyFiles(files.map(({ name }) => name).join(', ')) : words;
  const written = await writeOnCase(visitor.ctx, { complaintId, requestId, text, language });
  if (written.ok) return { to: back(opened, 'sent') };
  const texts = caseTexts[language];
  const said = { empty: texts.empty, too_long: texts.tooLong(longestCaseMessage), too_many: texts.tooMany };
  const { kind } = written.error;
  return refused(opened, { requestId }, words, { words: said[kind] }, kind === 'too_many' ? 429 : 422);
}

/** Null: more than any honest form. */
async function readForm(request: Request): Promise<{ typed: Typed; files: IncomingFile[] } | null> {
  if (!request.is('multipart/form-data')) return { typed: typedIn(request.body), files: [] };
  const read = await readMultipart(request, request.get('content-type'));
  if (!read.ok) return null;
  const files = (read.value.files['files'] ?? []).filter(({ bytes }) => bytes.length > 0);
  return { typed: typedIn(read.value.values), files };
}

const refused = (
  opened: Opened,
  { requestId }: Pick<CasePage, 'requestId'>,
  typed: string,
  problems: Problems,
  status = 422,
): Promise<Answer> =>
  open(opened.visitor, opened.complaintId).then((now) =>
    answer(now ?? opened, { says: 'problem', problems, typed, requestId }, { status }),
  );

/** Takes her wish to be called, at one of the times that are offered. */
export async function callCase(visitor: Visitor, request: Request, complaintId: ComplaintId): Promise<Answer> {
  const opened = await open(visitor, complaintId);
  if (opened === null) return linkOver(visitor.language);
  const { language, extras } = opened;
  const typed = typedIn(request.body);
  const [phone, chosen] = [readPhone(typed.one('phone')), typed.one('slot')];
  const slot = extras.call?.slots.find(({ from }) => from.toISOString() === chosen);
  const { errors } = reportTexts[language].send;
  const texts = caseCallTexts[language];
  const form = (problems: Problems): CallForm => ({ phone: typed.one('phone').trim(), slot: chosen, problems });
  const nothing: WriteForm = { says: 'nothing' };
  if (extras.call && (phone === null || !slot)) {
    const problems = { ...(phone === null && { phone: errors.phone }), ...(!slot && { slot: errors.slot }) };
    return answer(opened, nothing, { status: 422, call: form(problems) });
  }
  // The shop has stopped calling, or the complaint is over, since the page was opened.
  if (!extras.call || phone === null || !slot) return refused(opened, opened.page, '', { words: texts.over });
  const asked = { phone, ...slot, timeZone: extras.call.zone, shopZone: visitor.shop.timeZone };
  const noted = await askForCall(visitor.ctx, complaintId, asked);
  if (noted.ok) return { to: back(opened, 'called') };
  const isOver = noted.error.kind === 'over';
  return answer(opened, nothing, {
    status: isOver ? 422 : 429,
    call: form({ phone: isOver ? texts.over : texts.tooMany }),
  });
}

const back = ({ visitor, language }: Opened, what: 'sent' | 'called'): string =>
  `?${what}=1${visitor.choseLanguage ? `&lang=${language}` : ''}`;

function answer(
  { visitor, page, extras, language }: Opened,
  form: WriteForm,
  { status = 200, call = noCall }: { status?: number; call?: CallForm } = {},
): Answer {
  const { shop, ctx } = visitor;
  const content = casePage({ page, extras, language, shop, now: ctx.clock.now(), form, call });
  return { status, page: { ...content, language, inLanguage: (other) => `?lang=${other}` } };
}
