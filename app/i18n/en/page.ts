/** Every page, whatever it shows. */
export const pageTexts = {
  stillLoading: 'One moment, the page is still loading.',
};
