import { makeFormats } from '#app/components/formats.ts';
import type { Formats, Reader } from '#app/components/formats.ts';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import { panelTexts as texts, remedyStory } from '#app/i18n/en/complaint.ts';
import type { ComplaintPage, RemedyView, RemedyViewOf } from '#app/services/views.ts';
import type { Choice, PanelWords, Telling } from './panel-words.ts';
import { remedyKinds, screenOnServer } from './remedies/every-screen.server.ts';

/** What the panel offers and says of what was given. The browser has the screens of the kinds only when it needs them. */
export function panelWords(page: ComplaintPage, reader: Reader): PanelWords {
  const formats = makeFormats(reader);
  const who = page.order.customer?.name ?? page.complaint.customerName ?? texts.theCustomer;
  return {
    who,
    choices: remedyKinds.map((kind) => choiceOf(kind, page)),
    tellings: Object.fromEntries(page.remedies.map((remedy) => [remedy.id, tellingOf(remedy, who, formats)])),
  };
}

function choiceOf(kind: RemedyKind, page: ComplaintPage): Choice {
  const { choice, front, suits, unavailable } = screenOnServer(kind);
  return { kind, choice, front, why: unavailable(page), suits: suits.includes(page.complaint.wantedOutcome) };
}

const tellingOf = (remedy: RemedyView, who: string, formats: Formats): Telling =>
  tellingOfKind(remedy.kind, remedy, who, formats);

function tellingOfKind<K extends RemedyKind>(kind: K, remedy: RemedyViewOf<K>, who: string, formats: Formats): Telling {
  const { story, named, arrived, undoing } = screenOnServer(kind);
  const name = named(remedy, formats);
  const told = story[remedy.state]?.(remedy, who, formats) ?? remedyStory(remedy.state, name, who);
  return { name, ...told, arrived, undoing: undoing?.(remedy, who) ?? null };
}
