/** What mail programs put before the subject of an answer or of a mail that is passed on, in the languages that we write. */
const before = /^\s*(?:(?:re|aw|fw|fwd|odp|pd|vs|na|отв|на|пер|відп|відпов)(?:\[\d+\])?\s*:\s*)+/i;
/** As the form takes it. */
const longest = 150;

/** The subject under which a mail of hers is answered, so that her program keeps both together; with the complaint's number. */
export function subjectOfAnswer(hers: string, complaint: string): string {
  const named = hers.replace(before, '').trim();
  const ending = named.includes(complaint) ? '' : ` (${complaint})`;
  return `Re: ${named.slice(0, longest - ending.length - 'Re: '.length)}${ending}`;
}
