import { channels, reasons } from '#app/domain/complaint/complaint.ts';
import type { Warned, WatchedClock } from '#app/domain/service/clocks.ts';
import type { StoryEvent } from '#app/domain/complaint/story.ts';
import type { Money } from '#app/domain/money.ts';
import type { RemedyKind } from '#app/domain/remedy/kinds.ts';
import type { Because } from '#app/domain/remedy/plug.ts';
import { outcomeWords } from './calls.ts';
import { cancelWhyWords } from './cancellation.ts';
import { givenBeforeWords, onlyLeads } from './problems.ts';
import { rulesOf } from '#app/domain/remedy/rules.ts';
import type { Print } from './problems.ts';
import { promisedWhat } from './promises.ts';
import { limitNumbers } from './limits.ts';
import { stepDone } from './handmade-steps.ts';
import { givenBack, passedUp, stillOnTheirWay } from './escalation.ts';
import { outcomeWord, stepWords } from './playbooks.ts';
import { verdictWords } from './verdicts.ts';
import { channelWords, plural, reasonWords, remedyNames, severityMarks, stateWords } from './words.ts';

/** How an entry looks: what people said, what moved money, or what happened besides. */
export type StoryKind = 'said' | 'money' | 'trouble' | 'plain';

export type StoryLine = { kind: StoryKind; what: string; more: string | null };

const plain = (what: string, more: string | null = null): StoryLine => ({ kind: 'plain', what, more });
const moneyLine = (what: string, more: string | null = null): StoryLine => ({ kind: 'money', what, more });
const trouble = (what: string, more: string | null = null): StoryLine => ({ kind: 'trouble', what, more });

const goneBecause = { away: 'is away.', left: 'can no longer see to it.' };
const warnedWords: Record<Warned, string> = { assignee: 'Assignee', lead: 'Lead', owner: 'Owner' };
const clockWords: Record<WatchedClock, string> = {
  first_answer: 'the first answer',
  resolve: 'the time to resolve it',
  legal: 'the legal deadline',
  passed_up: 'the answer to what was passed up',
  call: 'the call',
};

/** One entry of the story in words that still make sense a year later. */
export function storyLine(event: StoryEvent, print: Print, date: (iso: string) => string): StoryLine {
  const byDay = (iso: string): string => `by ${date(iso)}`;
  switch (event.kind) {
    case 'logged': {
      const reason = reasons.find((each) => each === event.reason);
      const channel = channels.find((each) => each === event.channel);
      const what = reason ? `Logged: ${reasonWords[reason].toLowerCase()}` : 'Logged';
      return plain(channel ? `${what}, by ${channelWords[channel].toLowerCase()}` : what, event.detail ?? null);
    }
    case 'contacted_again': {
      const raised = event.severity ? `, now ${severityMarks[event.severity].toLowerCase()}` : '';
      return plain(
        `Came again by ${channelWords[event.channel].toLowerCase()}, ${String(event.contacts)} times now${raised}`,
      );
    }
    case 'sent_by_tool':
      return plain(`Came through ${event.tool}`);
    case 'files_added':
      return plain(event.many === 1 ? 'A file was added' : `${event.many} files were added`);
    case 'callback_asked':
      return {
        kind: 'said',
        what: event.planned ? 'Planned a call' : 'Asked to be called',
        more: `${event.phone}, ${event.when}`,
      };
    case 'called':
      return calledLine(event);
    case 'callback_dropped':
      return plain('No call is waited for any more', event.why);
    case 'note':
      return { kind: 'said', what: 'Note', more: event.text };
    case 'assigned':
      return plain(
        event.to === null ? 'Assigned to nobody' : `Assigned to ${event.to}`,
        event.because ? `${event.from ?? 'Whoever had it'} ${goneBecause[event.because]}` : null,
      );
    case 'deadline_near':
      return plain(`${warnedWords[event.whom]} told: ${clockWords[event.clock]} is ${event.over ? 'overdue' : 'near'}`);
    case 'state_changed':
      return plain(`${stateWords[event.from]} → ${stateWords[event.to]}${event.refused ? ', refused' : ''}`, event.why);
    case 'remedy_decided':
      return moneyLine(
        `Decided: ${thing(event, print)}`,
        event.because ? wantedIt(event.because, event.reason) : event.reason,
      );
    case 'given_despite':
      return moneyLine(`Given all the same: ${event.why}`, givenBeforeWords(event.before, print));
    case 'remedy_not_allowed':
      return trouble(
        `${event.remedies.map((kind) => remedyNames[kind]).join(', ')} of ${print(event.amount)} not allowed`,
        notAllowedReason(event, print),
      );
    case 'approval_asked':
      return trouble(
        `Sent for approval: ${event.remedies.map((kind) => remedyNames[kind].toLowerCase()).join(', ')} of ${print(event.amount)}`,
        `${event.reason} ${notAllowedReason(event, print)}`,
      );
    case 'approval_seconded':
      return moneyLine('Approved by one of two people', event.why);
    case 'approval_given':
      return moneyLine(
        event.less
          ? `Approved less: ${print(event.amount)} of the ${print(event.less)} that ${event.askedBy} asked for`
          : `Approved: ${print(event.amount)}, asked for by ${event.askedBy}`,
        event.why,
      );
    case 'approval_declined':
      return trouble(`Not approved: ${print(event.amount)}, asked for by ${event.askedBy}`, event.why);
    case 'approval_withdrawn':
      return plain('The request for approval was taken back', event.why);
    case 'approval_escalated':
      return trouble('Nobody has answered in time: it is the store owner’s to approve now');
    case 'approval_expired':
      return trouble(`Nobody approved it in time: ${print(event.amount)}`);
    case 'remedy_sent':
      return moneyLine(sent(event));
    case 'remedy_unknown':
      return trouble('No clear answer from Shopify: checking', null);
    case 'remedy_issued':
      return moneyLine(`${rulesOf(event.remedy).handmade ? 'To be done' : 'Shopify has it'}: ${thing(event, print)}`);
    case 'remedy_settled':
      return moneyLine(`${event.remedy === 'custom' ? 'Done' : 'Arrived'}: ${thing(event, print)}`);
    case 'remedy_step': {
      const what = `${remedyNames[event.remedy]}: ${stepDone(event.remedy, event.step).toLowerCase()}`;
      return plain(event.cost ? `${what}, for ${print(event.cost)}` : what, event.why);
    }
    case 'remedy_used':
      return plain(`Used on order ${event.orderName}: ${thing(event, print)}`);
    case 'remedy_late':
      return trouble(
        `${event.remedy === 'custom' ? 'Should be done' : 'Should have arrived'} by now: ${thing(event, print)}`,
      );
    case 'remedy_refused':
      return trouble(`Shopify refused: ${thing(event, print)}`, event.messages.join(' '));
    case 'remedy_not_issued':
      return trouble(`Made sure that it was not given: ${thing(event, print)}`);
    case 'remedy_failed':
      return trouble(`Came to nothing: ${thing(event, print)}`);
    case 'remedy_needs_person':
      return trouble('Somebody has to look at this', event.why);
    case 'undo_asked':
      return moneyLine(`Taking back: ${thing(event, print)}`, event.reason);
    case 'remedy_undone':
      return moneyLine(`Taken back: ${thing(event, print)}`);
    case 'undo_refused':
      return trouble(`Could not be taken back: ${thing(event, print)}`, event.messages.join(' '));
    case 'survey_answered': {
      const what = `The customer answered ${String(event.score)} of 5`;
      const more = event.agent === null ? null : `Handled by ${event.agent}`;
      return event.score <= 2 ? trouble(what, more) : plain(what, more);
    }
    case 'check_in_answered':
      return event.well
        ? plain('The customer says that everything arrived well')
        : trouble('The customer says that something did not arrive well');
    case 'customer_wrote':
      return {
        kind: 'said',
        what: event.channel === 'page' ? 'The customer wrote, on their page' : 'The customer wrote',
        more: null,
      };
    case 'promise_made':
      return plain(`Promised: ${promisedWhat(event.promise, event.what)}, ${byDay(event.due)}`, event.how ?? null);
    case 'promise_kept':
      return plain(`Promise kept: ${promisedWhat(event.promise, event.what)}`, event.how);
    case 'promise_withdrawn':
      return plain(`Promise taken back: ${promisedWhat(event.promise, event.what)}`, event.how);
    case 'promise_broken':
      return trouble(`Promise broken: ${promisedWhat(event.promise, event.what)}, ${byDay(event.due)}`);
    case 'promise_escalated':
      return trouble(
        `The store owner was told that a promise is still not made good: ${promisedWhat(event.promise, event.what)}`,
      );
    case 'escalated':
      return trouble(
        `${passedUp[event.to]}, answer wanted ${byDay(event.due)}`,
        [event.reason, ...(event.onTheirWay > 0 ? [stillOnTheirWay(event.onTheirWay)] : [])].join(' '),
      );
    case 'escalation_climbed':
      return trouble(`${passedUp.owner}: no lead has answered in time. Answer wanted ${byDay(event.due)}`);
    case 'escalation_answered':
      return plain(givenBack[event.level], event.answer);
    case 'file_exported':
      return plain('The whole file was downloaded');
    case 'playbook_step': {
      const what = `${stepWords[event.step].title}: ${outcomeWord(event.step, event.outcome).toLowerCase()}`;
      return plain(event.until ? `${what}, until ${date(event.until)}` : what, event.note || null);
    }
    case 'address_answered':
      return {
        kind: 'said',
        what:
          event.answer === 'confirmed'
            ? 'The customer says that the address is right'
            : 'The customer has corrected the address',
        more: null,
      };
    case 'verdict_given': {
      const what = `Verdict: ${verdictWords[event.verdict].toLowerCase()}`;
      const rests = event.evidence > 0 ? ` Rests on ${plural(event.evidence, 'file or fact', 'files and facts')}.` : '';
      return plain(
        event.before ? `${what}, before: ${verdictWords[event.before].toLowerCase()}` : what,
        `${event.why ? `${event.why} ` : ''}${event.note}${rests}`,
      );
    }
    case 'erased':
      return plain('Personal data erased at the customer’s request');
  }
}

function calledLine({
  direction,
  outcome,
  minutes,
  agreed,
  note,
  next,
}: Extract<StoryEvent, { kind: 'called' }>): StoryLine {
  const who = direction === 'in' ? 'The customer called' : 'Called the customer';
  const long = minutes === null ? '' : `, ${plural(minutes, 'minute', 'minutes')}`;
  const more = [agreed && `Agreed: ${agreed}`, note, next && `Next try: ${next}.`].filter(Boolean).join(' ');
  const what = `${who}${outcome === 'reached' ? long : `: ${outcomeWords[outcome].toLowerCase()}`}`;
  return { kind: 'said', what, more: more === '' ? null : more };
}

/** A cancellation takes several steps, also when nothing goes wrong. */
function sent({ attempt, remedy }: Extract<StoryEvent, { kind: 'remedy_sent' }>): string {
  if (remedy === 'cancellation')
    return attempt > 1 ? 'The next step at Shopify' : 'Shopify is asked to cancel the order';
  return attempt > 1 ? `Sent to Shopify, attempt ${attempt}` : 'Sent to Shopify';
}

/** "refund 12,50 €", "replacement": the worth is said where there is one. */
function thing({ remedy, amount }: { remedy: RemedyKind; amount: Money }, print: Print): string {
  const name = remedyNames[remedy].toLowerCase();
  return amount.minor > 0 ? `${name} ${print(amount)}` : name;
}

/** What the customer said, and what whoever decided wrote. */
const wantedIt = (because: Because, reason: string): string =>
  `They said: ${cancelWhyWords[because].toLowerCase()}. ${reason}`;

type NotAllowed = Extract<StoryEvent, { kind: 'remedy_not_allowed' | 'approval_asked' }>;

function notAllowedReason({ why, numbers, check }: NotAllowed, print: Print): string {
  switch (why) {
    case 'needs_lead':
      return onlyLeads;
    case 'given_before':
      return 'Something was given for the same before. Only a lead or the store owner may give more.';
    case 'no_role':
      return 'The person had no role.';
    case 'second':
      return 'So much needs the yes of a second person.';
    case 'kind':
    case 'reason':
      return 'It was not theirs to give.';
    case 'over_limit': {
      const { limit, given, left } = numbers;
      if (check) return limitNumbers(check, numbers.asked.currency, print);
      return limit && left ? `Limit ${print(limit)}: ${print(given)} given, ${print(left)} left.` : '';
    }
  }
}
