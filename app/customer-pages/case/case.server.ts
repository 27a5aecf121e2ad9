import type { Request } from 'express';
import { parseRequestId, type ComplaintId } from '#app/domain/ids.ts';
import type { Language } from '#app/domain/language.ts';
import { caseTexts } from '#app/i18n/customer/case.ts';
import { getCase, type CasePage } from '#app/services/case-page/get-case.server.ts';
import { longestCaseMessage, writeOnCase } from '#app/services/case-page/write-on-case.server.ts';
import { fieldOf } from '../field.ts';
import { linkOver } from '../link-over.ts';
import { queryOf, type Answer, type Visitor } from '../visitor.server.ts';
import { casePage, type WriteForm } from './page.ts';

/** Shows her complaint. */
export async function showCase(visitor: Visitor, request: Request, complaintId: ComplaintId): Promise<Answer> {
  const page = await getCase(visitor.ctx, complaintId);
  if (page === null) return linkOver(visitor.language);
  const sent = queryOf(request).get('sent') === '1' && page.nextBy !== null;
  return answer(visitor, page, sent && page.nextBy ? { says: 'sent', answerBy: page.nextBy } : { says: 'nothing' });
}

/** Takes what she has written; what is wrong with it stands beside the field, and nothing of it is lost. */
export async function writeCase(visitor: Visitor, request: Request, complaintId: ComplaintId): Promise<Answer> {
  const page = await getCase(visitor.ctx, complaintId);
  if (page === null) return linkOver(visitor.language);
  const language = languageOf(visitor, page);
  const typed = fieldOf(request, 'words');
  const requestId = parseRequestId(fieldOf(request, 'requestId')) ?? page.requestId;
  const written = await writeOnCase(visitor.ctx, { complaintId, requestId, text: typed, language });
  if (written.ok) return { to: `?sent=1${visitor.choseLanguage ? `&lang=${language}` : ''}` };
  const texts = caseTexts[language];
  const problems = { empty: texts.empty, too_long: texts.tooLong(longestCaseMessage), too_many: texts.tooMany };
  const problem = problems[written.error.kind];
  const status = written.error.kind === 'too_many' ? 429 : 422;
  return answer(visitor, page, { says: 'problem', problem, typed, requestId }, status);
}

/** The one that she chose; else the one that she is written to in. */
const languageOf = ({ choseLanguage, language }: Visitor, page: CasePage): Language =>
  choseLanguage ? language : page.language;

function answer(visitor: Visitor, page: CasePage, form: WriteForm, status = 200): Answer {
  const language = languageOf(visitor, page);
  const { shop, ctx } = visitor;
  const content = casePage({ page, language, shop, now: ctx.clock.now(), form });
  return { status, page: { ...content, language, inLanguage: (other) => `?lang=${other}` } };
}
