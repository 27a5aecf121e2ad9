import type { FileProblem } from '#app/domain/files/attachment.ts';
import type { Language } from '#app/domain/language.ts';

type Words = {
  /** The label of the field, and what stands below it. */
  label: string;
  hint: string;
  empty: (file: string) => string;
  not_taken: (file: string) => string;
  broken: (file: string) => string;
  active: (file: string) => string;
  too_many_pixels: (file: string) => string;
  too_large: (file: string, megabytes: number) => string;
  too_large_together: (file: string, megabytes: number) => string;
  /** Ten or forty. */
  too_many: (file: string, most: number) => string;
  /** All that was sent is more than is read. */
  tooMuch: string;
};

/** What a customer reads of photos and files that she adds. */
export const customerFileTexts: Record<Language, Words> = {
  en: {
    label: 'Photos, video or receipt',
    hint: 'Up to 10 files: photos, short videos or PDFs. We remove from them where they were taken.',
    empty: (file) => `“${file}” is empty. Please add it again.`,
    not_taken: (file) => `“${file}” is not a photo, a video or a PDF, so we cannot open it.`,
    broken: (file) => `“${file}” is damaged or did not arrive whole. Please add it again.`,
    active: (file) => `“${file}” contains more than a document. Please save it as a plain PDF, or add a photo of it.`,
    too_many_pixels: (file) => `The picture “${file}” is too large. Please add a smaller one.`,
    too_large: (file, megabytes) => `“${file}” is larger than ${megabytes} MB. Please add a smaller one.`,
    too_large_together: (file, megabytes) =>
      `Together the files are larger than ${megabytes} MB. Please send “${file}” separately.`,
    too_many: (file, most) => `You can add up to ${most} files, so “${file}” did not fit.`,
    tooMuch: 'Together the files are too large to be sent at once. Please send fewer of them.',
  },
  uk: {
    label: 'Фото, відео або чек',
    hint: 'До 10 файлів: фото, короткі відео або PDF. Дані про місце зйомки ми з них видаляємо.',
    empty: (file) => `Файл «${file}» порожній. Додайте його, будь ласка, ще раз.`,
    not_taken: (file) => `Файл «${file}» — не фото, не відео й не PDF, тому ми не можемо його відкрити.`,
    broken: (file) => `Файл «${file}» пошкоджений або надійшов не повністю. Додайте його, будь ласка, ще раз.`,
    active: (file) =>
      `У файлі «${file}» є не лише документ. Збережіть його, будь ласка, як звичайний PDF або додайте його фото.`,
    too_many_pixels: (file) => `Зображення «${file}» завелике. Додайте, будь ласка, менше.`,
    too_large: (file, megabytes) => `Файл «${file}» більший за ${megabytes} МБ. Додайте, будь ласка, менший.`,
    too_large_together: (file, megabytes) =>
      `Усі файли разом більші за ${megabytes} МБ. Файл «${file}» надішліть, будь ласка, окремо.`,
    too_many: (file, most) => `Можна додати щонайбільше ${most} файлів, тож «${file}» уже не вмістився.`,
    tooMuch: 'Усі файли разом завеликі, щоб надіслати їх за один раз. Надішліть, будь ласка, менше.',
  },
  pl: {
    label: 'Zdjęcia, film lub paragon',
    hint: 'Do 10 plików: zdjęcia, krótkie filmy lub PDF. Usuwamy z nich dane o miejscu wykonania.',
    empty: (file) => `Plik „${file}” jest pusty. Prosimy dodać go jeszcze raz.`,
    not_taken: (file) => `Plik „${file}” nie jest zdjęciem, filmem ani dokumentem PDF, dlatego nie możemy go otworzyć.`,
    broken: (file) => `Plik „${file}” jest uszkodzony lub nie dotarł w całości. Prosimy dodać go jeszcze raz.`,
    active: (file) =>
      `Plik „${file}” zawiera coś więcej niż dokument. Prosimy zapisać go jako zwykły PDF albo dodać jego zdjęcie.`,
    too_many_pixels: (file) => `Obraz „${file}” jest zbyt duży. Prosimy dodać mniejszy.`,
    too_large: (file, megabytes) => `Plik „${file}” ma więcej niż ${megabytes} MB. Prosimy dodać mniejszy.`,
    too_large_together: (file, megabytes) =>
      `Wszystkie pliki razem mają więcej niż ${megabytes} MB. Plik „${file}” prosimy przesłać osobno.`,
    too_many: (file, most) => `Można dodać najwyżej ${most} plików, dlatego „${file}” już się nie zmieścił.`,
    tooMuch: 'Wszystkie pliki razem są zbyt duże, aby przesłać je naraz. Prosimy przesłać ich mniej.',
  },
  cs: {
    label: 'Fotky, video nebo účtenka',
    hint: 'Nejvýš 10 souborů: fotky, krátká videa nebo PDF. Údaje o místě pořízení z nich odstraníme.',
    empty: (file) => `Soubor „${file}“ je prázdný. Přidejte ho prosím znovu.`,
    not_taken: (file) => `Soubor „${file}“ není fotka, video ani PDF, takže ho nemůžeme otevřít.`,
    broken: (file) => `Soubor „${file}“ je poškozený nebo nedorazil celý. Přidejte ho prosím znovu.`,
    active: (file) =>
      `Soubor „${file}“ obsahuje víc než jen dokument. Uložte ho prosím jako běžné PDF, nebo přidejte jeho fotku.`,
    too_many_pixels: (file) => `Obrázek „${file}“ je příliš velký. Přidejte prosím menší.`,
    too_large: (file, megabytes) => `Soubor „${file}“ má víc než ${megabytes} MB. Přidejte prosím menší.`,
    too_large_together: (file, megabytes) =>
      `Všechny soubory dohromady mají víc než ${megabytes} MB. Soubor „${file}“ prosím pošlete zvlášť.`,
    too_many: (file, most) => `Přidat můžete nejvýš ${most} souborů, takže „${file}“ se už nevešel.`,
    tooMuch: 'Všechny soubory dohromady jsou příliš velké, než aby se daly poslat najednou. Pošlete jich prosím méně.',
  },
  ru: {
    label: 'Фото, видео или чек',
    hint: 'До 10 файлов: фото, короткие видео или PDF. Данные о месте съёмки мы из них удаляем.',
    empty: (file) => `Файл «${file}» пустой. Добавьте его, пожалуйста, ещё раз.`,
    not_taken: (file) => `Файл «${file}» — не фото, не видео и не PDF, поэтому мы не можем его открыть.`,
    broken: (file) => `Файл «${file}» повреждён или пришёл не полностью. Добавьте его, пожалуйста, ещё раз.`,
    active: (file) =>
      `В файле «${file}» есть не только документ. Сохраните его, пожалуйста, как обычный PDF или добавьте его фото.`,
    too_many_pixels: (file) => `Изображение «${file}» слишком большое. Добавьте, пожалуйста, поменьше.`,
    too_large: (file, megabytes) => `Файл «${file}» больше ${megabytes} МБ. Добавьте, пожалуйста, поменьше.`,
    too_large_together: (file, megabytes) =>
      `Все файлы вместе больше ${megabytes} МБ. Файл «${file}» пришлите, пожалуйста, отдельно.`,
    too_many: (file, most) => `Можно добавить не больше ${most} файлов, поэтому «${file}» уже не поместился.`,
    tooMuch: 'Все файлы вместе слишком большие, чтобы отправить их за один раз. Отправьте, пожалуйста, меньше.',
  },
};

/** Why a file was not taken, in the reader's language. */
export function customerFileProblem(language: Language, problem: FileProblem): string {
  const words = customerFileTexts[language];
  switch (problem.kind) {
    case 'too_large':
    case 'too_large_together':
      return words[problem.kind](problem.name, problem.mostBytes / 1024 / 1024);
    case 'too_many':
      return words.too_many(problem.name, problem.most);
    case 'empty':
    case 'not_taken':
    case 'broken':
    case 'active':
    case 'too_many_pixels':
      return words[problem.kind](problem.name);
  }
}
