import { makeFormats } from '#app/components/formats.ts';
import type { Formats, Reader } from '#app/components/formats.ts';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import { remedyStory, serverTexts } from '#app/i18n/en/complaint.ts';
import { escalationTexts } from '#app/i18n/en/escalation.ts';
import { givenBeforeSentence } from '#app/i18n/en/problems.ts';
import type { Print } from '#app/i18n/en/problems.ts';
import type { ComplaintPage, RemedyView, RemedyViewOf } from '#app/services/views.ts';
import type { Choice, PanelWords, Telling } from './panel-words.ts';
import { everyScreen, remedyKinds } from './remedies/every-screen.server.ts';
import type { RemedyScreens } from './remedies/registry.tsx';

/** What the panel offers and says of what was given. The browser has the screens of the kinds only when it needs them. */
export async function panelWords(page: ComplaintPage, reader: Reader): Promise<PanelWords> {
  const screens = await everyScreen();
  const formats = makeFormats(reader);
  const who = page.order.customer?.name ?? page.complaint.customerName ?? serverTexts.theCustomer;
  return {
    who,
    watchOut: watchOut(page, formats.money),
    choices: choicesOf(screens, page),
    frozen: frozenSaid(page, formats),
    tellings: Object.fromEntries(page.remedies.map((remedy) => [remedy.id, tellingOf(screens, remedy, who, formats)])),
  };
}

function frozenSaid({ escalation }: ComplaintPage, { date }: Formats): string | null {
  if (escalation?.level !== 'lawyer') return null;
  const { by, at, reason } = escalation;
  return escalationTexts.frozen(by, date(at), /[.!?…]$/.test(reason) ? reason : `${reason}.`);
}

/** What to know before anything is given, a sentence each. */
function watchOut({ order, before }: ComplaintPage, print: Print): string[] {
  const chargeback = order.disputes.some((dispute) => dispute.open && dispute.type === 'chargeback');
  const told = new Set(before.flatMap((each) => (each.kind === 'refund_elsewhere' ? each.refundId : [])));
  const elsewhere = order.refunds.filter((refund) => refund.remedyId === null && !told.has(refund.id)).length;
  return [
    ...(chargeback ? [serverTexts.chargeback] : []),
    ...before.map((each) => givenBeforeSentence(each, print)),
    ...(elsewhere > 0 ? [serverTexts.refundsElsewhere(elsewhere)] : []),
  ];
}

function choicesOf(screens: RemedyScreens, page: ComplaintPage): Choice[] {
  const choices = remedyKinds.map((kind) => choiceOf(screens[kind], page));
  const forThis = choices.filter(({ kind, why }) => why === null && screens[kind].suitsCase?.(page) === true);
  return forThis.length === 0 ? choices : choices.map((each) => ({ ...each, suits: forThis.includes(each) }));
}

function choiceOf({ kind, choice, front, suits, unavailable }: RemedyScreens[RemedyKind], page: ComplaintPage): Choice {
  return { kind, choice, front, why: unavailable(page), suits: suits.includes(page.complaint.wantedOutcome) };
}

const tellingOf = (screens: RemedyScreens, remedy: RemedyView, who: string, formats: Formats): Telling =>
  tellingOfKind(remedy.kind, screens, remedy, who, formats);

function tellingOfKind<K extends RemedyKind>(
  kind: K,
  screens: RemedyScreens,
  remedy: RemedyViewOf<K>,
  who: string,
  formats: Formats,
): Telling {
  const { story, named, arrived, badges, undoing }: RemedyScreens[K] = screens[kind];
  const name = named(remedy, formats);
  const told = story[remedy.state]?.(remedy, who, formats) ?? remedyStory(remedy.state, name, who);
  const badge = badges?.[remedy.state] ?? null;
  return { name, ...told, arrived, badge, undoing: undoing?.(remedy, who) ?? null };
}
