/** Every page, whatever it shows. */
export const pageTexts = {
  stillLoading: 'One moment, the page is still loading.',
  home: 'Home',
  tryAgain: 'Try again',
  support: (requestId: string) => `If it keeps happening, tell support this number: ${requestId}`,
};

export type PageTrouble = {
  title: string;
  message: string;
  /** Whether asking again may help. */
  passing: boolean;
};

/** A page that could not be shown, by nobody's fault that we know of. */
export const unexpectedTrouble: PageTrouble = {
  title: 'Something went wrong',
  message: 'This is our fault, not yours. Nothing that was saved is lost; try again in a moment.',
  passing: true,
};

/** A page that could not be shown, by the status of the answer. */
export const troubleByStatus: Readonly<Record<number, PageTrouble>> = {
  401: { title: 'Your session has ended', message: 'Try again to go on where you were.', passing: true },
  403: {
    title: 'You have no access to this yet',
    message: 'The owner of the shop can give it to you in Settings.',
    passing: false,
  },
  404: { title: 'Not found', message: 'There is nothing at this address. Choose from the menu.', passing: false },
  413: {
    title: 'Too large',
    message: 'That was more than a form can hold. Shorten it and send it again.',
    passing: false,
  },
  503: { title: 'Shopify does not answer', message: 'Nothing was changed. Try again in a minute.', passing: true },
};
