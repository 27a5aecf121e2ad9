import type { Reason } from '#app/domain/complaint/complaint.ts';

/** What to say on the phone, in plain kind English: to lean on, not to recite. */
export type Script = { title: string; lines: string[] };

const thanks = 'Thank them for their time, and say once more what happens next and by when.';

/** By what is wrong: first what to ask, then what to say. */
export const reasonScripts: Record<Reason, string[]> = {
  not_arrived: [
    '“I am sorry that you are still waiting. I have the tracking in front of me.”',
    'Ask: is the address right? Could a neighbour or a parcel shop have it?',
    'Say where the parcel was last seen, and offer a choice: a search, a new one, or the money back.',
    thanks,
  ],
  late: [
    '“It came too late, and that is on us. I am sorry.”',
    'Ask: what was it for? Is it still of use to them?',
    'If it is: offer something for the wait. If it is not: offer to take it back.',
    thanks,
  ],
  damaged: [
    '“I am sorry that it reached you broken. You did nothing wrong.”',
    'Ask: what exactly is broken? Do they have a photo? They need not send it back before we know.',
    'Offer a new one or the money back, and let them choose.',
    thanks,
  ],
  defective: [
    '“I am sorry that it does not work. Let us see whether it is quickly solved.”',
    'Ask: what happens when they use it, and since when? Try one simple thing together, not five.',
    'If it does not help: offer a new one, a repair or the money back.',
    thanks,
  ],
  wrong_item: [
    '“You have received something else than you ordered. I am sorry, that was our mistake.”',
    'Ask: what is in the parcel? Read the name on the label together.',
    'Offer the right one at once; say whether the wrong one comes back, at our cost.',
    thanks,
  ],
  missing_item: [
    '“Something is missing from your parcel. I am sorry.”',
    'Ask: was the parcel closed and dry? Was there a second one?',
    'Offer to send what is missing, or its price back.',
    thanks,
  ],
  not_as_described: [
    '“It is not what you expected from our page. I would like to understand why.”',
    'Ask: what differs: size, colour, material? Write it down in their words.',
    'Offer to take it back, or to lower the price if they would like to keep it.',
    thanks,
  ],
  changed_mind: [
    '“That is fine, you may send it back.”',
    'Ask kindly, once: what did not fit? Do not argue.',
    'Say how to send it back and when the money comes; offer another size or colour if that helps.',
    thanks,
  ],
  cancel_order: [
    '“Let me see whether it has been sent yet.”',
    'If it has not: cancel it while they are on the phone. If it has: say how it comes back.',
    'Ask once why; if it was the wait, offer something for it. Accept a no.',
    thanks,
  ],
  billing: [
    '“Let us look at the amounts together. I have your order open.”',
    'Ask: which amount do they see, on which day? Never ask for a card number.',
    'Explain each line calmly. If we took too much, say at once that it comes back, and when.',
    thanks,
  ],
  other: [
    '“Please tell me what happened, I have time.”',
    'Let them finish. Say it back in one sentence: “Have I understood you right?”',
    'Say what you can do today, and what you have to ask for.',
    thanks,
  ],
};

/** By how somebody is: what helps. */
export const difficultScripts: Script[] = [
  {
    title: 'Angry, or shouting',
    lines: [
      'Let them finish; do not talk against it. Speak slower and lower than they do.',
      '“I hear that you are angry, and in your place I would be too. I want to put this right with you.”',
      'If it becomes insulting: “I would like to help, and I can when we speak calmly. Shall I call back in an hour?”',
    ],
  },
  {
    title: 'In tears, or very disappointed',
    lines: [
      'Give them a moment. Do not begin with rules.',
      '“I am sorry. It mattered to you, and it went wrong.”',
      'Then one small thing that is certain: “This is what I do now, while we speak.”',
    ],
  },
  {
    title: 'Threatens with a bad review or a lawyer',
    lines: [
      'Do not bargain over the threat, and do not answer it with one.',
      '“That is your right. I would like to solve it before that is needed.”',
      'Offer what you would offer anybody. Write down what was said, and tell your lead.',
    ],
  },
  {
    title: 'Wants the manager',
    lines: [
      '“I can pass you on. May I first try? I am allowed to decide a good deal.”',
      'If they still want it: plan a call of the lead, with a time, and say by when.',
    ],
  },
  {
    title: 'Talks and talks',
    lines: [
      'Wait for a breath, then say it back in one sentence, and ask a question that is answered by yes or no.',
      '“So that I do not keep you: shall I send a new one today?”',
    ],
  },
  {
    title: 'Says little',
    lines: [
      'Ask things that need a short answer, one at a time, and offer two ways to choose from.',
      '“You need not decide now. I will write both down and send them to you.”',
    ],
  },
  {
    title: 'It went wrong before',
    lines: [
      'Say so first: “This is the second time, and that is not good enough.”',
      'Promise only what you will do yourself, with a day. Write it down as a promise below.',
    ],
  },
];
