/** One question to a customer, and the thanks for her answer. */
import { scores } from '#app/domain/ask-back.ts';
import type { Language } from '#app/domain/language.ts';
import { askBackTexts } from '#app/i18n/customer/ask-back.ts';
import type { OpenAsk, Thanks } from '#app/services/ask-back/answer-ask.server.ts';
import { html } from '../html.ts';
import { keepWhole } from '../keep-whole.ts';
import type { CustomerPage } from '../layout.ts';
import { writerFor } from '../written.ts';

export type AskForm = {
  chosen: string;
  words: string;
  /** What is wrong with it, beside the field that it is about. */
  problem: { field: 'answer' | 'words'; text: string } | null;
  requestId: string;
};

export function askPage(ask: OpenAsk, form: AskForm, language: Language): Pick<CustomerPage, 'title' | 'content'> {
  const texts = askBackTexts[language];
  const { survey, checkIn } = texts;
  const isSurvey = ask.kind === 'survey';
  const { title } = isSurvey ? survey : checkIn;
  const question = isSurvey ? survey.question(`C-${String(ask.number)}`) : checkIn.question(ask.order);
  const answers = isSurvey
    ? [...scores].reverse().map((score) => ({ value: String(score), label: survey.scores[score - 1] ?? '' }))
    : [
        { value: '1', label: checkIn.well },
        { value: '0', label: checkIn.notWell },
      ];
  const problemOf = (field: 'answer' | 'words') => (form.problem?.field === field ? form.problem.text : null);
  const [badAnswer, badWords] = [problemOf('answer'), problemOf('words')];
  return {
    title,
    content: html`${
        form.problem &&
        html`<div class="problems" role="alert">
          <h2>${texts.problems}</h2>
          <ul>
            <li><a href="#${form.problem.field === 'words' ? 'words' : 'answer-0'}">${form.problem.text}</a></li>
          </ul>
        </div>`
      }
      <h1>${title}</h1>
      <form method="post">
        <input type="hidden" name="do" value="answer" />
        <input type="hidden" name="requestId" value="${form.requestId}" />
        <fieldset>
          <legend>${keepWhole(question)}</legend>
          ${badAnswer !== null && html`<p class="error">${badAnswer}</p>`}
          ${answers.map(
            ({ value, label }, nth) =>
              html`<label class="choice">
                <input
                  type="radio"
                  name="answer"
                  id="answer-${nth}"
                  value="${value}"
                  ${form.chosen === value && html`checked`}
                />
                <span>${label}</span>
              </label>`,
          )}
        </fieldset>
        <div class="field">
          <label class="name" for="words">${isSurvey ? survey.words : checkIn.words}</label>
          <p class="hint" id="words-hint">${texts.optional}</p>
          ${badWords !== null && html`<p class="error" id="words-problem">${badWords}</p>`}
          <textarea
            id="words"
            name="words"
            rows="4"
            aria-describedby="words-hint${badWords === null ? '' : ' words-problem'}"
            ${badWords !== null && html`aria-invalid="true"`}
          >
${form.words}</textarea>
        </div>
        <button>${texts.send}</button>
      </form>`,
  };
}

export function thanksPage(
  thanks: Thanks,
  { timeZone, now, language }: { timeZone: string; now: Date; language: Language },
): Pick<CustomerPage, 'title' | 'content'> {
  const texts = askBackTexts[language].thanks;
  const { day } = writerFor(language, timeZone, now);
  const title = thanks.says === 'sorry' ? texts.lowTitle : texts.title;
  const said = { sorry: () => '', good: () => texts.good, so_so: () => texts.soSo };
  const text = thanks.says === 'sorry' ? texts.low(day(thanks.answerBy)) : said[thanks.says]();
  const review = thanks.says === 'good' ? thanks.review : null;
  return {
    title,
    content: html`<h1>${title}</h1>
      <p>${text}</p>
      ${
        review !== null &&
        html`<p>${texts.review}</p>
          <p><a class="button" href="${review}" rel="noreferrer">${texts.reviewButton}</a></p>`
      }`,
  };
}
