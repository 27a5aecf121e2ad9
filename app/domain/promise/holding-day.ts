import { isOpenDay, type BusinessHours } from '../service/hours.ts';
import { addDays, type Day } from '../shop-day.ts';

const openDays = 2;
/** A shop that is never open counts every day. */
const longest = 60;

/** Until when somebody asks for more time, unless she says otherwise: the second day from today on which the shop is open. */
export function holdingDay(today: Day, hours: BusinessHours): Day {
  let day = today;
  for (let left = openDays, tried = 0; left > 0 && tried < longest; tried += 1) {
    day = addDays(day, 1);
    if (isOpenDay(day, hours)) left -= 1;
  }
  return day > addDays(today, longest - 1) ? addDays(today, openDays) : day;
}
