import type { AreaName } from '#app/domain/settings/area.ts';
import type { SettingsEvent } from '#app/domain/settings-event.ts';
import { topicNames } from './message-topics.ts';
import { languageNames } from './messages.ts';
import { roleWords } from './words.ts';

/** The history of the settings. */
export const historyTexts = {
  title: 'History',
  back: 'Settings',
  list: 'What was changed',
  older: 'Older',
  newest: 'Newest',
  by: (who: string) => `by ${who}`,
  rules: 'Rules changed',
  firstDay: 'Rules of the first day',
  starts: (when: string) => `Holds from ${when} on.`,
  withdrawn: 'Taken back before it started: it never held.',
  unknown: (userId: string) => `Person ${userId}`,
  because: (why: string) => `Why: ${why}`,
};

const areaSaid: Record<AreaName, string> = {
  service: 'Hours and answer times',
  intake: 'How customers report a problem',
  messages: 'Messages to customers',
  ask_back: 'Questions to customers afterwards',
};

/** "Anna Kowalska: Agent → Lead" */
export function eventSaid(event: SettingsEvent, day: (iso: string) => string): { title: string; text: string } {
  switch (event.kind) {
    case 'role':
      return {
        title: 'Role changed',
        text: `${event.person.name}: ${roleWords[event.before]} → ${roleWords[event.after]}`,
      };
    case 'absence': {
      const { person, until, substitute } = event;
      if (until === null) return { title: 'Back again', text: `${person.name} is no longer away.` };
      const standsIn = substitute === null ? '' : ` ${substitute.name} stands in.`;
      return { title: 'Away', text: `${person.name} is away until the end of ${day(until)}.${standsIn}` };
    }
    case 'change_withdrawn':
      return { title: 'Planned change taken back', text: 'The rules stay as they were.' };
    case 'settings':
      return { title: 'Settings changed', text: areaSaid[event.area] };
    case 'message_text': {
      const what = `${topicNames[event.topic]}, ${languageNames[event.language]}`;
      return { title: event.ours ? 'Message text back to ours' : 'Message text changed', text: what };
    }
    case 'intake_key':
      return { title: `Key of another tool ${event.done}`, text: event.name };
    case 'inbound_secret':
      return { title: 'Secret of the mail service made anew', text: 'The one before is good for another week.' };
    case 'stopped':
      return { title: 'Emergency stop pressed', text: `Why: ${event.why}` };
    case 'stop_lifted':
      return { title: 'Emergency stop lifted', text: 'Giving goes on.' };
  }
}
