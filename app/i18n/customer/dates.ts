import type { Language } from '#app/domain/language.ts';
import type { Day } from '#app/domain/shop-day.ts';

/** Names of days (from Sunday) and months as they stand after "by": English has one form, the others the genitive. */
const names: Record<Language, { days: readonly string[]; months: readonly string[] }> = {
  en: {
    days: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
    months: 'January February March April May June July August September October November December'.split(' '),
  },
  uk: {
    days: ['неділі', 'понеділка', 'вівторка', 'середи', 'четверга', 'п’ятниці', 'суботи'],
    months: 'січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня'.split(' '),
  },
  pl: {
    days: ['niedzieli', 'poniedziałku', 'wtorku', 'środy', 'czwartku', 'piątku', 'soboty'],
    months: 'stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia'.split(
      ' ',
    ),
  },
  cs: {
    days: ['neděle', 'pondělí', 'úterý', 'středy', 'čtvrtka', 'pátku', 'soboty'],
    months: 'ledna února března dubna května června července srpna září října listopadu prosince'.split(' '),
  },
  ru: {
    days: ['воскресенья', 'понедельника', 'вторника', 'среды', 'четверга', 'пятницы', 'субботы'],
    months: 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' '),
  },
};

/** A day as it is said after "by": "Thursday, 26 November", "čtvrtka 26. listopadu". */
export function dayAfterBy(language: Language, day: Day): string {
  const at = new Date(`${day}T00:00:00Z`);
  const { days, months } = names[language];
  const weekday = days[at.getUTCDay()] ?? '';
  const month = months[at.getUTCMonth()] ?? '';
  const date = String(at.getUTCDate());
  return language === 'cs' ? `${weekday} ${date}. ${month}` : `${weekday}, ${date} ${month}`;
}
