import type { Request } from 'express';
import type { Corrections } from '#app/domain/remedy/replacement-address.ts';
import { addressTexts } from '#app/i18n/customer/address.ts';
import { answerAddress, openAddress } from '#app/services/address-check/answer-address.server.ts';
import { fieldOf } from '../field.ts';
import { linkOver } from '../link-over.ts';
import type { Answer, Visitor } from '../visitor.server.ts';
import { addressPage, firstTyped, thanksPage, typedFields, type TypedAddress } from './page.ts';

/** Shows the address and asks whether it is right. Nothing is recorded before she sends it. */
export async function showAddress(visitor: Visitor, request: Request): Promise<Answer> {
  const asked = await openAddress(visitor.ctx, request.params['secret']);
  if (asked === null) return linkOver(visitor.language);
  const language = visitor.choseLanguage ? visitor.language : asked.language;
  const page = addressPage(asked, { typed: firstTyped(asked.shown), problem: null }, language);
  return { page: { ...page, language, inLanguage: (other) => `?lang=${other}` } };
}

/** Takes her answer; what is wrong with it stands above, and nothing of it is lost. */
export async function takeAddress(visitor: Visitor, request: Request): Promise<Answer> {
  const token: unknown = request.params['secret'];
  const asked = await openAddress(visitor.ctx, token);
  if (asked === null) return linkOver(visitor.language);
  const language = visitor.choseLanguage ? visitor.language : asked.language;
  const texts = addressTexts[language];
  const typed = Object.fromEntries([
    ['right', fieldOf(request, 'right')],
    ...typedFields.map((name) => [name, fieldOf(request, name).trim().slice(0, longest)]),
  ]) as TypedAddress;
  const again = (problem: string): Answer => ({
    status: 422,
    page: { ...addressPage(asked, { typed, problem }, language), language, inLanguage: (other) => `?lang=${other}` },
  });
  if (typed.right !== 'yes' && typed.right !== 'no') return again(texts.choose);
  const changed = typed.right === 'yes' ? {} : changesIn(typed, firstTyped(asked.shown));
  if (typed.right === 'no' && Object.keys(changed).length === 0) return again(texts.nothingChanged);
  if (typed.right === 'no' && (typed.address1 === '' || typed.city === '')) return again(texts.missing);
  const answer = await answerAddress(visitor.ctx, token, changed);
  return answer === null ? linkOver(visitor.language) : { page: { ...thanksPage(answer, language), language } };
}

const longest = 255;

/** What she has written differently, by the names of the parts of an address; a name stands in its last part. */
function changesIn(typed: TypedAddress, before: TypedAddress): Corrections {
  const { name, ...rest } = Object.fromEntries(
    typedFields.filter((field) => typed[field] !== before[field]).map((field) => [field, typed[field]]),
  );
  return { ...rest, ...(name !== undefined && { firstName: '', lastName: name }) };
}
