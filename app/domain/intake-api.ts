/** The signed way in for other tools of a shop (docs/api/intake.yaml). */

/** How far the clock of a tool may be from ours; what is older was perhaps sent by somebody who has overheard it. */
export const signedForMs = 5 * 60 * 1000;
export const callsPerMinute = 120;
/** How long a secret is good after it was renewed, so that both sides can change over. */
export const secretBeforeMs = 7 * 24 * 60 * 60 * 1000;
export const mostKeys = 20;
export const longestToolName = 60;

/** What a tool signs: when, what it asks, and the body byte for byte. */
export const signedText = (seconds: string, method: string, path: string): string => `${seconds}\n${method}\n${path}\n`;

/** Whether the moment that a tool says is one of now. */
export function isOfNow(seconds: string, now: Date): boolean {
  return /^\d{10}$/.test(seconds) && Math.abs(Number(seconds) * 1000 - now.getTime()) <= signedForMs;
}
