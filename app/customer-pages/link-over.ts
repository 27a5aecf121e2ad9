/** What stands behind a link that opens nothing, whatever the reason: the same bytes for all of them. */
import type { Language } from '#app/domain/language.ts';
import { caseTexts } from '#app/i18n/customer/case.ts';
import { html } from './html.ts';
import type { Answer } from './visitor.server.ts';

export function linkOver(language: Language): Answer {
  const { title, why, how, button } = caseTexts[language].over;
  return {
    status: 404,
    page: {
      title,
      inLanguage: (other) => `?lang=${other}`,
      content: html`<h1>${title}</h1>
        <p>${why}</p>
        <p>${how}</p>
        <form method="post">
          <input type="hidden" name="do" value="new_link" />
          <button>${button}</button>
        </form>`,
    },
  };
}

/** After a fresh link was asked for: nobody learns whether there was one to send. */
export function newLinkAsked(language: Language): Answer {
  const { title, text } = caseTexts[language].over.asked;
  return {
    page: {
      title,
      content: html`<h1>${title}</h1>
        <p>${text}</p>`,
    },
  };
}
