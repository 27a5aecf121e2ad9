import { SafeHtml } from './html.ts';

/** Line icons of the admin, drawn on a 20 by 20 grid. */
const PATHS = {
  home: 'M3 9.2 10 3.5l7 5.7V16a1 1 0 0 1-1 1h-3.5v-4.5h-5V17H4a1 1 0 0 1-1-1z',
  orders: 'M4 4.5h12l1 6.5v4.5a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V11zM3 11h4l1 2h4l1-2h4',
  customers: 'M10 10a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM3.8 16.8c.6-3.2 3-4.8 6.2-4.8s5.6 1.6 6.2 4.8z',
  mail: 'M3.500 5h13a.5.5 0 0 1 .5.5v9a.5.5 0 0 1-.5.5h-13a.5.5 0 0 1-.5-.5v-9a.5.5 0 0 1 .5-.5zM3.500 6l6.500 5 6.500-5',
  apps: 'M3.5 3.5h5v5h-5zM11.5 3.5h5v5h-5zM3.5 11.5h5v5h-5zM14 11.5v5M11.5 14h5',
  search: 'M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM13.2 13.2 17 17',
  menu: 'M3 5h14M3 10h14M3 15h14',
  bag: 'M4.5 6.5h11l1 10.5h-13zM7 8.5V6a3 3 0 0 1 6 0v2.5',
  store:
    'M4 9v7.5h12V9M3 8l1.2-4h11.6L17 8c0 2.6-3.5 2.6-3.5 0 0 2.6-3.5 2.6-3.5 0 0 2.6-3.5 2.6-3.5 0C6.500 10.600 3 10.600 3 8z',
  chevron: 'M6 8l4 4 4-4',
  dot: 'M10 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  back: 'M12 5l-5 5 5 5',
} as const;

export type IconName = keyof typeof PATHS;

/** An icon for the eye only: what it means stands in the text beside it, or in the button's label. */
export function icon(name: IconName): SafeHtml {
  return new SafeHtml(
    `<svg class="icon" viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.5" ` +
      `stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="${PATHS[name]}"/></svg>`,
  );
}

/** The app's own mark, as an app store would show it. */
export const APP_MARK = new SafeHtml(
  '<svg class="app-mark" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><rect width="20" height="20" rx="5" ' +
    'fill="#0b6b5c"/><path d="M5 10.500l3.400 3.400L15 7" fill="none" stroke="#fff" stroke-width="2.200" ' +
    'stroke-linecap="round" stroke-linejoin="round"/></svg>',
);
