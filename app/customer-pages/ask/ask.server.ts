import type { Request } from 'express';
import { parseRequestId } from '#app/domain/ids.ts';
import type { Language } from '#app/domain/language.ts';
import { askBackTexts } from '#app/i18n/customer/ask-back.ts';
import { answerAsk, longestAnswer, openAsk, type OpenAsk } from '#app/services/ask-back/answer-ask.server.ts';
import { fieldOf } from '../field.ts';
import { linkOver } from '../link-over.ts';
import { queryOf, type Answer, type Visitor } from '../visitor.server.ts';
import { askPage, thanksPage, type AskForm } from './page.ts';

/** Shows the question with the answer of the link that she followed chosen; nothing is recorded before she sends it. */
export async function showAsk(visitor: Visitor, request: Request): Promise<Answer> {
  const ask = await openAsk(visitor.ctx, request.params['secret']);
  if (ask === null) return linkOver(visitor.language);
  const chosen = queryOf(request).get('answer') ?? '';
  return answer(visitor, ask, { chosen, words: '', problem: null, requestId: ask.requestId });
}

/** Takes her answer. */
export async function takeAnswer(visitor: Visitor, request: Request): Promise<Answer> {
  const { ctx, shop } = visitor;
  const token: unknown = request.params['secret'];
  const [chosen, words] = [fieldOf(request, 'answer'), fieldOf(request, 'words')];
  const requestId = parseRequestId(fieldOf(request, 'requestId'));
  const ask = await openAsk(ctx, token);
  if (ask !== null) {
    const language = languageOf(visitor, ask.language);
    const texts = askBackTexts[language];
    const form = { chosen, words, requestId: requestId ?? ask.requestId };
    const known = ask.kind === 'survey' ? /^[1-5]$/.test(chosen) : /^[01]$/.test(chosen);
    if (!known) return answer(visitor, ask, { ...form, problem: { field: 'answer', text: texts.choose } }, 422);
    if (words.length > longestAnswer)
      return answer(visitor, ask, { ...form, problem: { field: 'words', text: texts.tooLong(longestAnswer) } }, 422);
  }
  // Also when it opens nothing any more: the same form may have been sent twice.
  const thanks =
    requestId === null || !/^[0-5]$/.test(chosen)
      ? null
      : await answerAsk(ctx, { token, requestId, score: Number(chosen), words });
  if (thanks === null) return linkOver(visitor.language);
  const language = languageOf(visitor, thanks.language);
  return { page: { ...thanksPage(thanks, { timeZone: shop.timeZone, now: ctx.clock.now(), language }), language } };
}

const languageOf = ({ choseLanguage, language }: Visitor, hers: Language): Language =>
  choseLanguage ? language : hers;

function answer(visitor: Visitor, ask: OpenAsk, form: AskForm, status = 200): Answer {
  const language = languageOf(visitor, ask.language);
  const inLanguage = (other: Language) =>
    `?lang=${other}${/^[0-5]$/.test(form.chosen) ? `&answer=${form.chosen}` : ''}`;
  return { status, page: { ...askPage(ask, form, language), language, inLanguage } };
}
