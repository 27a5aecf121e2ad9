/** Where a customer adds photos and files, and why one of them was not taken. */
import { acceptedFiles } from '#app/domain/files/accepted.ts';
import type { FileProblem } from '#app/domain/files/attachment.ts';
import type { Language } from '#app/domain/language.ts';
import { reportTexts } from '#app/i18n/customer/report/texts.ts';
import type { Problems } from './fields.ts';
import { html, type Html } from './html.ts';

/** @param names of those that are there already */
export function fileField(language: Language, names: readonly string[], problems: Problems): Html {
  const texts = reportTexts[language].words;
  const problem = problems['files'];
  return html`<div class="field">
    <label class="name" for="files">${texts.files}</label>
    <p class="hint" id="files-hint">${texts.filesHint}</p>
    ${problem !== undefined && html`<p class="error" id="files-error">${problem}</p>`}
    <input
      type="file"
      id="files"
      name="files"
      multiple
      accept="${acceptedFiles}"
      aria-describedby="files-hint${problem === undefined ? '' : ' files-error'}"
    />
    ${
      names.length > 0 &&
      html`<p class="hint">${texts.received}</p>
        <ul>
          ${names.map((name) => html`<li>${name}</li>`)}
        </ul>`
    }
  </div>`;
}

/** Why files were not taken, in one line. */
export function fileProblemsSaid(problems: readonly FileProblem[], language: Language): string {
  const texts = reportTexts[language].words.file;
  const why = ({ kind }: FileProblem): string => {
    switch (kind) {
      case 'empty':
      case 'broken':
        return texts.broken;
      case 'not_taken':
      case 'active':
        return texts.not_taken;
      case 'too_large':
      case 'too_large_together':
      case 'too_many_pixels':
        return texts.too_large;
      case 'too_many':
        return texts.too_many;
    }
  };
  return problems.map((problem) => `${problem.name}: ${why(problem)}`).join(' ');
}
