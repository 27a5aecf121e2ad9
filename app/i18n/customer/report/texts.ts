import type { Language } from '#app/domain/language.ts';
import { cs } from './cs.ts';
import { en } from './en.ts';
import { pl } from './pl.ts';
import { ru } from './ru.ts';
import { uk } from './uk.ts';

/** Everything that the form of a customer says, besides reasons and wishes (intake-reasons.ts). */
export type ReportTexts = {
  /** The page on which it begins. */
  start: {
    title: string;
    intro: string;
    closed: string;
    yourOrders: string;
    noOrders: string;
    choose: string;
    orderedOn: (day: string) => string;
    otherOrder: string;
    orderNumber: string;
    orderNumberHint: string;
    contact: string;
    contactHint: string;
    /** Of a field that people do not see. */
    leaveEmpty: string;
    send: string;
    errors: { orderNumber: string; contact: string };
    sent: { title: string; text: string; more: string; again: string };
    unavailable: string;
  };
  problems: string;
  step: (nth: number, of: number) => string;
  order: (name: string) => string;
  next: string;
  back: string;
  items: {
    title: string;
    howMany: (title: string) => string;
    error: string;
    tooMany: (title: string, most: number) => string;
  };
  reason: { title: string; error: string };
  detail: { title: string; error: string };
  words: {
    title: string;
    label: string;
    hint: string;
    files: string;
    filesHint: string;
    received: string;
    error: string;
    tooLong: (most: number) => string;
    file: {
      not_taken: string;
      broken: string;
      too_large: string;
      too_many: string;
    };
  };
  wish: { title: string; hint: string; error: string };
  send: {
    title: string;
    summary: { items: string; reason: string; words: string; files: string; wish: string };
    change: string;
    call: string;
    callHint: string;
    noCall: string;
    yesCall: string;
    phone: string;
    when: string;
    /** In which time the times are told, by its name. */
    zone: (zone: string) => string;
    consent: (shop: string) => string;
    send: string;
    errors: { phone: string; slot: string; consent: string; again: string };
  };
  done: {
    title: string;
    number: (number: string) => string;
    by: (day: string) => string;
    soon: string;
    mail: string;
    keep: string;
  };
};

export const reportTexts: Record<Language, ReportTexts> = { en, uk, pl, cs, ru };
