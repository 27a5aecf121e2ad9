/** Words around moments in time. */
export const timeTexts = {
  by: 'by',
  overdue: 'Overdue',
  justNow: 'just now',
  today: (time: string) => `today, ${time}`,
  tomorrow: (time: string) => `tomorrow, ${time}`,
  yesterday: (time: string) => `yesterday, ${time}`,
  onDay: (day: string, time: string) => `${day}, ${time}`,
};
