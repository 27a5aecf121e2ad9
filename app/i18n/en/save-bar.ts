/** The admin's bar for unsaved changes. */
export const saveBarTexts = { save: 'Save', discard: 'Discard' };
