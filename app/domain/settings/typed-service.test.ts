import { describe, expect, it } from 'vitest';
import { serviceArea } from './service.ts';
import { readTypedService, typedService } from './typed-service.ts';

const typed = typedService(serviceArea.defaults);
const read = (more: Record<string, string>) => readTypedService({ ...typed, ...more });
const problems = (more: Record<string, string>) => {
  const answer = read(more);
  return answer.ok ? {} : answer.error;
};

describe('the form of hours and answer times', () => {
  it('read as it stands is what was set', () => {
    expect(readTypedService(typed)).toEqual({ ok: true, value: serviceArea.defaults });
    const other = read({
      'open.5': 'yes',
      'from.5': '10:00',
      'to.5': '00:00',
      holidays: '2026-12-26 2026-12-25',
      'resolve.phone': '9',
    });
    expect(other).toMatchObject({
      value: {
        hours: { holidays: ['2026-12-25', '2026-12-26'] },
        resolve: { channel: { phone: 9 } },
      },
    });
    expect(other.ok && other.value.hours.week[5]).toEqual({ from: '10:00', to: '24:00' });
    expect(other.ok && serviceArea.read(other.value)).toEqual(other.ok && other.value);
  });

  it('says of each field what is wrong with it', () => {
    expect(problems({ 'from.0': '9', 'to.1': '08:00' })).toEqual({
      'from.0': 'time',
      'to.0': 'order',
      'to.1': 'order',
    });
    expect(problems({ 'firstAnswer.high': '0', 'firstAnswer.chat': '1.5', 'resolve.low': '' })).toEqual({
      ...{ 'firstAnswer.high': 'hours', 'firstAnswer.chat': 'hours', 'resolve.low': 'hours' },
    });
    expect(problems({ holidays: '2026-02-30' })).toEqual({ holidays: 'day' });
    expect(problems({ 'warn.assignee': '80', 'warn.owner': '100' })).toEqual({
      ...{ 'warn.lead': 'later', 'warn.owner': 'percent' },
    });
    const shut = Object.fromEntries([0, 1, 2, 3, 4, 5, 6].map((day) => [`open.${day}`, '']));
    expect(problems(shut)).toEqual({ 'open.0': 'closed' });
  });
});
