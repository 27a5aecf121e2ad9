/*
 * Patterns are written as people write words: `*` at the beginning or the end of a word stands for the rest of it, `~` for up to two words between, a
 * space for any white space, and ’ for whichever apostrophe is on the keyboard. The rest is the grammar of RegExp. They
 * begin and end at the edge of a word, in every alphabet (\b knows Latin letters only).
 */
export function phrases(list: readonly string[]): RegExp {
  const source = list
    .map((each) =>
      each
        .replace(/(?<=^|\p{L})\*/gu, '\\p{L}*')
        .replace(/~/g, "(?:\\s+[\\p{L}’'-]+){0,2}\\s+")
        .replace(/ /g, '\\s+')
        .replace(/’(?!')/g, "[’'ʼ]"),
    )
    .join('|');
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, 'giu');
}

/** Where in a text: from the first character, up to the one behind the last. */
export type Span = { from: number; to: number };

export function spansOf(pattern: RegExp, text: string): Span[] {
  return [...text.matchAll(pattern)].map((match) => ({ from: match.index, to: match.index + match[0].length }));
}

/** The sentences of a text with their places. A point inside a date ("3. 12. 2026", "30. listopadu") ends none. */
export function sentencesOf(text: string): (Span & { words: string })[] {
  const found: (Span & { words: string })[] = [];
  for (const match of text.matchAll(/\S[^\n]*?(?:[.!?…]+(?=["”»)]*(?:\s+["“„«(]*\p{Lu}|\s*$))|(?=\n)|$)/gmu)) {
    const words = match[0].trim();
    if (words !== '') found.push({ from: match.index, to: match.index + words.length, words });
  }
  return found;
}
