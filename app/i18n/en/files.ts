import type { FileProblem } from '#app/domain/files/attachment.ts';

/** Photos, films and documents of a complaint. */
export const fileTexts = {
  title: 'Photos and files',
  add: 'Add photos or files',
  added: 'Added',
  video: 'Video',
  document: 'PDF',
  photo: 'Photo',
  /** "cup.jpg, from the customer" */
  from: (name: string, who: string) => `${name}, from ${who || 'the customer'}`,
};

export const fileFieldTexts = {
  hint: 'Photos, short videos and PDFs, up to 10 at once. Where a photo was taken is removed.',
  tooMuch: 'Together that is more than can be sent at once. Add fewer files, or smaller ones.',
};

/** Why a file that came by mail was not kept. */
export function notKeptWords({ name, ...problem }: FileProblem): string {
  const file = name === '' ? 'A file' : `“${name}”`;
  switch (problem.kind) {
    case 'empty':
      return `${file} was not kept: it is empty.`;
    case 'not_taken':
      return `${file} was not kept: it is no photo, video or PDF.`;
    case 'broken':
      return `${file} was not kept: it cannot be read to its end.`;
    case 'active':
      return `${file} was not kept: the PDF does more than show a page.`;
    case 'too_many_pixels':
      return `${file} was not kept: the picture has too many pixels.`;
    case 'too_large':
    case 'too_large_together':
      return `${file} was not kept: that is more than ${megabytes(problem.mostBytes)}.`;
    case 'too_many':
      return `${file} was not kept: ${String(problem.most)} files is the most.`;
  }
}

const megabytes = (bytes: number): string => `${String(bytes / 1024 / 1024)} MB`;

/** Why a file was not taken, and what to do. */
export function fileProblemWords(problem: FileProblem): string {
  const file = `“${problem.name}”`;
  switch (problem.kind) {
    case 'empty':
      return `${file} is empty. Add it once more.`;
    case 'not_taken':
      return `${file} is no photo, video or PDF. Add a photo or a PDF of it.`;
    case 'broken':
      return `${file} cannot be read to its end. Add it once more, or another one.`;
    case 'active':
      return `${file} is a PDF that does more than show a page. Save it as a plain PDF, or add a photo of it.`;
    case 'too_many_pixels':
      return `${file} has too many pixels. Add a smaller picture.`;
    case 'too_large':
      return `${file} is larger than ${megabytes(problem.mostBytes)}. Add a smaller one, or a shorter video.`;
    case 'too_large_together':
      return `With ${file} it is more than ${megabytes(problem.mostBytes)} at once. Add it separately.`;
    case 'too_many':
      return `${String(problem.most)} files is the most; ${file} was left out.`;
  }
}
