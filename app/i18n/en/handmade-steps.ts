import type { HandmadeKind } from '#app/domain/remedy/kinds.ts';
import { customTexts } from './custom.ts';
import { externalGiftTexts } from './external-gift.ts';
import type { StepWords } from './handmade.ts';
import { repairTexts } from './repair.ts';

const words: Record<HandmadeKind, Readonly<Record<string, StepWords>>> = {
  repair: repairTexts.steps,
  external_gift: externalGiftTexts.steps,
  custom: customTexts.steps,
};

/** A step that was taken, in words. */
export const stepDone = (kind: HandmadeKind, step: string): string => words[kind][step]?.done ?? step;
