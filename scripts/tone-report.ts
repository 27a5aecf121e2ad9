/*
 * Prints how often the tone check and the recogniser of promises are right: precision and recall by language and by what
 * is looked for, on both halves of the labelled sentences. With `--mistakes`, what went wrong in the half that rules
 * may be made from; what is held out is counted, not shown.
 */
import { languages } from '#app/domain/language.ts';
import { abouts, measure, precisionOf, recallOf, together } from '#tests/data/tone/measure.ts';
import type { Measured, Score } from '#tests/data/tone/measure.ts';

const cell = (score: Score): string =>
  `${precisionOf(score).toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })} ${recallOf(score).toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;

function table(measured: Measured[]): void {
  console.log(['precision recall'.padEnd(18), ...languages.map((each) => each.padEnd(10)), 'all'].join(' '));
  for (const about of abouts) {
    const row = measured.filter((each) => each.about === about);
    const cells = row.map(({ score }) => cell(score).padEnd(10));
    console.log([about.padEnd(18), ...cells, cell(together(row.map(({ score }) => score)))].join(' '));
  }
  for (const [name, of] of [
    ['tone, all', (about: string) => about !== 'promise' && about !== 'day'],
    ['promises, all', (about: string) => about === 'promise'],
  ] as const) {
    const rows = measured.filter(({ about }) => of(about));
    const cells = languages.map((language) =>
      cell(together(rows.filter((each) => each.language === language).map(({ score }) => score))).padEnd(10),
    );
    console.log([name.padEnd(18), ...cells, cell(together(rows.map(({ score }) => score)))].join(' '));
  }
}

for (const half of ['development', 'held_out'] as const) {
  const measured = measure(half);
  console.log(`\n${half === 'held_out' ? 'Held out' : 'Development'}`);
  table(measured);
  if (half === 'development' && process.argv.includes('--mistakes'))
    for (const { mistakes } of measured) for (const each of mistakes) console.log(each);
}
