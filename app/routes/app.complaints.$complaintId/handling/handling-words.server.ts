/** The playbook, the verdict and what was passed up, in words. Made on the server: the words of all paths are more than a page needs. */
import { makeFormats } from '#app/components/formats.ts';
import type { Reader } from '#app/components/formats.ts';
import {
  escalationDays,
  escalationLevels,
  mayAnswerEscalation,
  mayEscalate,
  mayTakeFile,
} from '#app/domain/escalation.ts';
import type { EscalationLevel } from '#app/domain/escalation.ts';
import type { Topic } from '#app/domain/messages/topics.ts';
import { parcelFindings } from '#app/domain/playbooks/delivery.ts';
import { difficultTypes } from '#app/domain/playbooks/difficult.ts';
import { playbookOf } from '#app/domain/playbooks/of-reason.ts';
import type { StepKey, StepStanding } from '#app/domain/playbooks/playbook.ts';
import { corrected } from '#app/domain/remedy/replacement-address.ts';
import type { Address } from '#app/domain/remedy/replacement-address.ts';
import { addDays } from '#app/domain/shop-day.ts';
import { verdicts } from '#app/domain/verdict.ts';
import type { Verdict } from '#app/domain/verdict.ts';
import { difficultTexts, difficultWords } from '#app/i18n/en/difficult.ts';
import { escalationTexts, levelWords } from '#app/i18n/en/escalation.ts';
import { topicNames } from '#app/i18n/en/message-topics.ts';
import {
  faultWords,
  findingWords,
  outcomeWord,
  playbookTexts as texts,
  preventWords,
  skippedWords,
  stepWords,
} from '#app/i18n/en/playbooks.ts';
import { promisedWhat } from '#app/i18n/en/promises.ts';
import { verdictTexts, verdictWords } from '#app/i18n/en/verdicts.ts';
import { fileName } from '#app/i18n/en/whole-file.ts';
import { complaintNumber, remediesWords, remedyNames } from '#app/i18n/en/words.ts';
import type { Handling } from '#app/services/playbooks/get-handling.server.ts';

export type StepLine = { key: StepKey; title: string; state: StepStanding['state']; line: string | null };

export type CurrentStep = {
  key: StepKey;
  check: string;
  facts: string[];
  outcomes: { value: string; label: string; noteNeeded: boolean }[];
  likely: string | null;
  noteLabel: string;
  text: { topic: Topic; label: string } | null;
  /** It is waited for, or it is too soon. */
  wait: string | null;
  suggestion: string[];
  /** At the step that asks for the address: whether it was asked. */
  address: { asked: boolean } | null;
};

export type HandlingView = {
  requestId: string;
  over: boolean;
  steps: StepLine[];
  current: CurrentStep | null;
  /** Where the customer has corrected the address: both. */
  addresses: { ours: string[]; theirs: string[] } | null;
  prevent: string;
  difficult: { type: string; options: { value: string; label: string }[]; script: readonly string[]; facts: Fact[] };
  verdict: {
    now: string;
    is: Verdict | null;
    history: string[];
    options: { value: Verdict; label: string }[];
    files: { id: string; name: string }[];
    facts: string[];
    /** Why it cannot be closed as refused. */
    notRefusable: string | null;
  };
  escalation: {
    open: { said: string[]; mayAnswer: boolean; freezes: boolean } | null;
    levels: { value: EscalationLevel; label: string; by: string }[];
    /** How the whole file is called; null for whom it is not. */
    file: string | null;
  };
};
type Fact = { text: string; source?: string };
type Formats = ReturnType<typeof makeFormats>;

export function handlingView(handling: Handling, reader: Reader): HandlingView {
  const formats = makeFormats(reader);
  const { state, standing, facts, requestId } = handling;
  return {
    requestId,
    over: state === 'resolved' || state === 'closed',
    steps: standing.steps.map((step) => stepLine(step)),
    current: currentStep(handling, formats),
    addresses: bothAddresses(handling.check),
    prevent: preventWords[facts.reason],
    difficult: {
      type: handling.difficult ?? '',
      options: [
        { value: '', label: difficultTexts.none },
        ...difficultTypes.map((value) => ({ value, label: difficultWords[value].name })),
      ],
      script: handling.difficult ? difficultWords[handling.difficult].script : [],
      facts: handling.difficult ? factsAtHand(handling, formats) : [],
    },
    verdict: verdictView(handling, formats),
    escalation: escalationView(handling, formats),
  };
}

function stepLine({ key, state, taken, skipped }: StepStanding): StepLine {
  const line = skipped
    ? skippedWords[skipped]
    : taken
      ? texts.done(outcomeWord(key, taken.outcome), taken.by) + (taken.note === '' ? '' : `: ${taken.note}`)
      : null;
  return { key, title: stepWords[key].title, state, line };
}

function currentStep({ standing, facts, check }: Handling, { date, money }: Formats): CurrentStep | null {
  const { current: key, suggestion, steps } = standing;
  const rule = key && playbookOf[facts.reason].steps.find((step) => step.key === key);
  const mine = steps.find((step) => step.key === key);
  if (!rule || !mine) return null;
  const words = stepWords[key];
  const topic = rule.text?.(facts);
  const waits = mine.state === 'waiting' && mine.taken?.until ? texts.waits(date(mine.taken.until)) : null;
  const isLast = key === 'remedy';
  return {
    key,
    check: words.check,
    facts: rule.findings(facts).map((finding) => findingWords(finding, { date, money })),
    outcomes: Object.entries(rule.outcomes).map(([value, { noteNeeded }]) => ({
      ...{ value, label: outcomeWord(key, value), noteNeeded: noteNeeded === true },
    })),
    likely: isLast ? suggestion.fault : (rule.likely?.(facts) ?? null),
    noteLabel: words.note ?? texts.note,
    address: key === 'address' ? { asked: check !== null } : null,
    text: topic ? { topic, label: texts.text(topicNames[topic]) } : null,
    wait: waits ?? (mine.notBefore ? texts.tooSoon(date(mine.notBefore)) : null),
    suggestion: isLast
      ? [texts.fault(faultWords[suggestion.fault]), texts.suggested(remediesWords(suggestion.remedies))]
      : [],
  };
}

/** The address as it was asked about, and as she has corrected it. */
function bothAddresses(check: Handling['check']): HandlingView['addresses'] {
  if (!check?.corrected) return null;
  return { ours: addressLines(check.shown), theirs: addressLines(corrected(check.shown, check.corrected)) };
}

function addressLines(address: Partial<Address>): string[] {
  const { firstName, lastName, company, address1, address2, zip, city, countryCode, phone } = address;
  const together = (...parts: (string | null | undefined)[]) => parts.filter(Boolean).join(' ');
  return [together(firstName, lastName), company, address1, address2, together(zip, city), countryCode, phone].filter(
    (line): line is string => Boolean(line),
  );
}

/** Dates, what was promised and given, and what the law says: to answer with facts. */
function factsAtHand({ order, facts, number, createdAt, promises, given, legal }: Handling, formats: Formats): Fact[] {
  const { date, money } = formats;
  const t = difficultTexts;
  const { parcel } = facts;
  const gave = given.map(({ kind, amount }) => ({ text: t.given(remedyNames[kind].toLowerCase(), money(amount)) }));
  return [
    { text: t.ordered(date(order.processedAt)) },
    ...(parcel?.deliveredAt ? [{ text: t.delivered(date(parcel.deliveredAt)) }] : []),
    ...(parcel?.expectedAt && !parcel.deliveredAt ? [{ text: t.expected(date(parcel.expectedAt)) }] : []),
    { text: t.complained(date(createdAt.toISOString()), complaintNumber(number)) },
    ...promises.map(({ kind, what, dueAt, state }) => ({
      text: t.promised(promisedWhat(kind, what), date(dueAt.toISOString()), t.promiseStates[state] ?? state),
    })),
    ...(gave.length > 0 ? gave : [{ text: t.nothingGiven }]),
    ...(legal ? [{ text: t.law(legal.law, legal.days), source: legal.source }] : []),
  ];
}

function verdictView(handling: Handling, { date, money }: Formats): HandlingView['verdict'] {
  const { verdicts: all, facts, files } = handling;
  const last = all.at(-1);
  const findings = [
    ...parcelFindings(facts),
    ...playbookOf[facts.reason].steps.flatMap((step) => step.findings(facts)),
  ];
  const known = [
    ...new Set(findings.filter(({ say }) => say !== 'files').map((each) => findingWords(each, { date, money }))),
  ];
  return {
    now: last ? verdictTexts.now(verdictWords[last.verdict], last.by) : verdictTexts.none,
    is: last?.verdict ?? null,
    history: all.map(({ verdict, note, by, at, why }) =>
      [`${verdictWords[verdict]}, ${by}, ${date(at.toISOString())}: ${note}`, ...(why ? [why] : [])].join(' '),
    ),
    options: verdicts.map((value) => ({ value, label: verdictWords[value] })),
    files,
    facts: known,
    notRefusable: !last ? verdictTexts.needVerdict : last.verdict === 'justified' ? verdictTexts.justified : null,
  };
}

function escalationView({ escalations, role, today, number }: Handling, { date }: Formats): HandlingView['escalation'] {
  const open = escalations.find(({ endedAt }) => endedAt === null) ?? null;
  return {
    open: open && {
      said: [
        escalationTexts.open(levelWords[open.level], open.askedByName, date(open.at.toISOString())),
        open.reason,
        escalationTexts.wantedBy(date(open.dueAt.toISOString())),
      ],
      mayAnswer: mayAnswerEscalation(role, open.level),
      freezes: open.level === 'lawyer',
    },
    levels: escalationLevels
      .filter((level) => mayEscalate(role, level, open?.level ?? null))
      .map((value) => ({ value, label: levelWords[value], by: addDays(today, escalationDays[value]) })),
    file: mayTakeFile(role) ? fileName(number) : null,
  };
}
