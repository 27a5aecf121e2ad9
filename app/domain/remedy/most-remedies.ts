/** In one decision. More than anybody gives for one complaint. */
export const MOST_REMEDIES = 5;
