import { expect, it } from 'vitest';
import { subjectOfAnswer } from './reply-subject.ts';

it('an answer keeps the subject of what it answers, with the number once and one Re:', () => {
  expect(subjectOfAnswer('Broken mug', 'C-7')).toBe('Re: Broken mug (C-7)');
  expect(subjectOfAnswer('RE: Odp: AW: Broken mug', 'C-7')).toBe('Re: Broken mug (C-7)');
  expect(subjectOfAnswer('Re: Your order #2001 (C-7)', 'C-7')).toBe('Re: Your order #2001 (C-7)');
  expect(subjectOfAnswer('Na zdraví', 'C-7')).toBe('Re: Na zdraví (C-7)');
});

it('a long subject is cut before its number', () => {
  const subject = subjectOfAnswer('x'.repeat(300), 'C-1042');
  expect(subject).toHaveLength(150);
  expect(subject.endsWith('x (C-1042)')).toBe(true);
});
