/** The steps of the form: what each shows, and what it makes of what was chosen and typed. */
import { longestWords, wantedOutcomes } from '#app/domain/complaint/complaint.ts';
import type { Answers } from '#app/domain/intake/answers.ts';
import { chosenIn } from '#app/domain/intake/reason-tree.ts';
import type { Language } from '#app/domain/language.ts';
import type { IntakeSettings } from '#app/domain/settings/intake.ts';
import { reasonsForCustomers, reasonWordsFor, wishesForCustomers } from '#app/i18n/customer/intake-reasons.ts';
import { reportTexts } from '#app/i18n/customer/report/texts.ts';
import type { ReportForm } from '#app/services/intake/report-form.server.ts';
import { checkbox, choices, radio, textArea, type Problems, type Typed } from '../fields.ts';
import { fileField } from '../file-field.ts';
import { html, type Fragment } from '../html.ts';

export const stepNames = ['items', 'reason', 'detail', 'words', 'wish', 'send'] as const;
export type StepName = (typeof stepNames)[number];

export type StepMeans = {
  form: ReportForm;
  answers: Answers;
  language: Language;
  intake: IntakeSettings;
  problems: Problems;
};

/** What is needed to read a step: of the form what can be chosen, and what was chosen before. */
export type ReadMeans = Pick<StepMeans, 'language' | 'intake'> & {
  form: { order: Pick<ReportForm['order'], 'lines'>; draft: Pick<ReportForm['draft'], 'answers'> };
};

/** What was chosen and typed, and what is wrong with it. With a problem the answers are what was typed all the same. */
export type Read = { answers: Answers; problems: Problems };

type Step = { title: (language: Language) => string; fields: (means: StepMeans) => Fragment };

/** The steps that she goes through: the one below the reason only where there is something to choose. */
export function stepsFor({ reasons }: Pick<IntakeSettings, 'reasons'>, answers: Answers): StepName[] {
  const below = chosenIn(reasons, answers)?.choice.below ?? [];
  return stepNames.filter((name) => name !== 'detail' || below.length > 0);
}

/** The first step that is not answered. */
export function firstOpen(intake: IntakeSettings, answers: Answers): StepName {
  const chosen = chosenIn(intake.reasons, answers);
  if (!answers.lines) return 'items';
  if (!chosen) return 'reason';
  if (chosen.choice.below.length > 0 && !chosen.detail) return 'detail';
  if (answers.words === undefined) return 'words';
  return answers.wantedOutcome ? 'send' : 'wish';
}

export const steps: Record<Exclude<StepName, 'send'>, Step> = {
  items: {
    title: (language) => reportTexts[language].items.title,
    fields: ({ form, answers, language, problems }) => {
      const texts = reportTexts[language].items;
      return choices(
        { id: 'line', title: texts.title, problems },
        form.order.lines.map((line) => {
          const chosen = answers.lines?.find((one) => one.lineItemId === line.id);
          const many = Array.from({ length: Math.min(line.quantity, 99) }, (_, nth) => nth + 1);
          const name = `quantity-${line.id}`;
          return html`${checkbox('line', {
            value: line.id,
            label: line.title,
            more: line.variantTitle,
            chosen: chosen !== undefined || (answers.lines === undefined && form.order.lines.length === 1),
          })}
          ${
            line.quantity > 1 &&
            html`<div class="field count">
              <label class="name" for="${name}">${texts.howMany(line.title)}</label>
              <select id="${name}" name="${name}">
                ${many.map((count) => html`<option value="${count}" ${count === (chosen?.quantity ?? 1) && html`selected`}>${count}</option>`)}
              </select>
            </div>`
          }`;
        }),
      );
    },
  },
  reason: {
    title: (language) => reportTexts[language].reason.title,
    fields: ({ answers, language, intake, problems }) =>
      choices(
        { id: 'reason', title: reportTexts[language].reason.title, problems },
        intake.reasons.map(({ reason }) =>
          radio('reason', {
            value: reason,
            label: reasonsForCustomers[language][reason],
            chosen: answers.reason === reason,
          }),
        ),
      ),
  },
  detail: {
    title: (language) => reportTexts[language].detail.title,
    fields: ({ answers, language, intake, problems }) =>
      choices(
        { id: 'detail', title: reportTexts[language].detail.title, problems },
        chosenIn(intake.reasons, answers)?.choice.below.map((detail) =>
          radio('detail', {
            value: detail.key,
            label: reasonWordsFor(detail, language),
            chosen: answers.detail === detail.key,
          }),
        ),
      ),
  },
  words: {
    title: (language) => reportTexts[language].words.title,
    fields: ({ form, answers, language, problems }) => {
      const texts = reportTexts[language].words;
      return html`${textArea({ id: 'words', label: texts.label, hint: texts.hint, value: answers.words ?? '', problems })}
      ${fileField(
        language,
        form.files.map(({ name }) => name),
        problems,
      )}`;
    },
  },
  wish: {
    title: (language) => reportTexts[language].wish.title,
    fields: ({ answers, language, problems }) => {
      const texts = reportTexts[language].wish;
      return choices(
        { id: 'wish', title: texts.title, hint: texts.hint, problems },
        wantedOutcomes.map((wish) =>
          radio('wish', {
            value: wish,
            label: wishesForCustomers[language][wish],
            chosen: answers.wantedOutcome === wish,
          }),
        ),
      );
    },
  },
};

/** Reads a step other than the last. */
export function readStep(name: Exclude<StepName, 'send'>, typed: Typed, { form, language, intake }: ReadMeans): Read {
  const texts = reportTexts[language];
  switch (name) {
    case 'items': {
      const lines = form.order.lines.flatMap((line) => {
        if (!typed.all('line').includes(line.id)) return [];
        const quantity = Number(typed.one(`quantity-${line.id}`) || '1');
        return [{ lineItemId: line.id, quantity, most: line.quantity, title: line.title }];
      });
      const wrong = lines.find(({ quantity, most }) => !Number.isInteger(quantity) || quantity < 1 || quantity > most);
      const problem = wrong
        ? texts.items.tooMany(wrong.title, wrong.most)
        : lines.length === 0
          ? texts.items.error
          : null;
      return {
        answers: { lines: lines.map(({ lineItemId, quantity }) => ({ lineItemId, quantity })) },
        problems: problem === null ? {} : { line: problem },
      };
    }
    case 'reason': {
      const reason = typed.one('reason');
      const chosen = chosenIn(intake.reasons, { reason });
      return { answers: chosen ? { reason } : {}, problems: chosen ? {} : { reason: texts.reason.error } };
    }
    case 'detail': {
      const detail = typed.one('detail');
      const { reason } = form.draft.answers;
      const chosen = chosenIn(intake.reasons, { ...(reason !== undefined && { reason }), detail })?.detail;
      return { answers: chosen ? { detail } : {}, problems: chosen ? {} : { detail: texts.detail.error } };
    }
    case 'words': {
      const words = typed.one('words').replaceAll('\r\n', '\n').trim();
      if (words === '') return { answers: { words }, problems: { words: texts.words.error } };
      const isLong = words.length > longestWords;
      return { answers: { words }, problems: isLong ? { words: texts.words.tooLong(longestWords) } : {} };
    }
    case 'wish': {
      const wantedOutcome = wantedOutcomes.find((one) => one === typed.one('wish'));
      return wantedOutcome
        ? { answers: { wantedOutcome }, problems: {} }
        : { answers: {}, problems: { wish: texts.wish.error } };
    }
  }
}
