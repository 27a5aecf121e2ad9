import { addDays, type Day } from '../shop-day.ts';

const workingDays = 2;
const sunday = 0;
const saturday = 6;

/** Until when somebody asks for more time, unless she says otherwise: the second working day from today. */
export function holdingDay(today: Day): Day {
  let day = today;
  for (let left = workingDays; left > 0;) {
    day = addDays(day, 1);
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    if (weekday !== sunday && weekday !== saturday) left -= 1;
  }
  return day;
}
