import { describe, expect, it } from 'vitest';
import { reasons } from '../complaint/complaint.ts';
import { kindOfTopic, pairOf, topicGroups, topicOfRemedy, topics, topicsOfReason } from './topics.ts';

describe('what messages are about', () => {
  it('has something to begin with for each reason, and something to say about each remedy', () => {
    for (const reason of reasons) expect(topics).toEqual(expect.arrayContaining([...topicsOfReason[reason]]));
    expect(new Set([...Object.values(topicOfRemedy), 'sorry_several'])).toEqual(new Set(topicGroups.remedy));
  });

  it('is counted as what it is', () => {
    expect(topics.filter((topic) => kindOfTopic(topic) === 'remedy')).toEqual([...topicGroups.remedy]);
    expect(kindOfTopic('holding')).toBe('holding');
    expect(kindOfTopic('damaged')).toBe('reply');
  });

  it('leads from the public answer to the private one and back', () => {
    for (const [one, other] of Object.entries(pairOf)) expect(pairOf[other]).toBe(one);
  });
});
