import { expect, it } from 'vitest';
import { changePolicy, diffPolicy } from './change-policy.ts';
import { firstDayPolicy } from './first-day.ts';
import { measureAt, readTyped, toSend, typedOf, unsaved, withChanges } from './typed-policy.ts';
import type { TypedChanges } from './typed-policy.ts';

const policy = changePolicy(firstDayPolicy('EUR'), {
  people: { '1003': { perCase: 80_00, perDay: null } },
  matrix: { damaged: { high: { kinds: ['refund', 'replacement'], proposed: 'replacement' } } },
});
const saved = typedOf(policy);
const patchOf = (changes: TypedChanges) => readTyped(toSend(saved, changes, 'EUR'), 'EUR');

it('a form that nobody has touched sends nothing, and sent whole it is the same policy', () => {
  expect(toSend(saved, {}, 'EUR')).toEqual({});
  const whole = readTyped(saved, 'EUR');
  expect(whole?.ok && diffPolicy(policy, changePolicy(firstDayPolicy('EUR'), whole.value))).toEqual([]);
});

it('only what was touched is sent, however an amount is written', () => {
  expect(unsaved(saved, { 'roles.agent.perCase': '50', 'roles.lead.perCase': ' 201 ' }, 'EUR')).toEqual({
    'roles.lead.perCase': ' 201 ',
  });
  expect(patchOf({ 'roles.agent.perCase': '50.0', 'roles.lead.perCase': '201' })).toEqual({
    ok: true,
    value: { roles: { lead: { perCase: 201_00 } } },
  });
});

it('no limit, a limit of zero and nothing typed are three things', () => {
  expect(patchOf({ 'roles.agent.perCase': null })).toEqual({
    ok: true,
    value: { roles: { agent: { perCase: null } } },
  });
  expect(patchOf({ 'roles.agent.perCase': '0' })).toEqual({ ok: true, value: { roles: { agent: { perCase: 0 } } } });
  expect(patchOf({ 'roles.agent.perCase': '' })).toEqual({ ok: false, error: { 'roles.agent.perCase': 'empty' } });
});

it('says of each field by itself what cannot be read', () => {
  expect(
    patchOf({
      'roles.agent.perDay': '1,00',
      'roles.lead.perCustomerCount': '2.5',
      'roles.agent.perOrderPercent': '2000',
      'vip.percent': '99',
      'approval.hours': 'soon',
      'shop.day': '-1',
      'shop.month': '5000',
    }),
  ).toEqual({
    ok: false,
    error: {
      'roles.agent.perDay': 'decimal_comma',
      'roles.lead.perCustomerCount': 'not_whole',
      'roles.agent.perOrderPercent': 'out_of_range',
      'vip.percent': 'out_of_range',
      'approval.hours': 'not_a_number',
      'shop.day': 'negative',
    },
  });
});

it('of a person all her own rules are sent together, and none left takes them all away', () => {
  expect(patchOf({ 'people.1003.perCase': '90' })).toEqual({
    ok: true,
    value: { people: { '1003': { perCase: 90_00, perDay: null } } },
  });
  expect(patchOf({ 'people.1003.perCase': undefined })).toEqual({
    ok: true,
    value: { people: { '1003': { perDay: null } } },
  });
  expect(patchOf({ 'people.1003.perCase': undefined, 'people.1003.perDay': undefined })).toEqual({
    ok: true,
    value: { people: { '1003': null } },
  });
  expect(Object.keys(withChanges(saved, { 'people.1003.perCase': undefined }))).not.toContain('people.1003.perCase');
});

it('of a reason and severity the whole rule is sent, and an empty one takes it away', () => {
  expect(patchOf({ 'matrix.damaged.high.proposed': 'refund' })).toEqual({
    ok: true,
    value: { matrix: { damaged: { high: { kinds: ['refund', 'replacement'], proposed: 'refund' } } } },
  });
  expect(patchOf({ 'matrix.damaged.high.proposed': '', 'matrix.damaged.high.kinds': null })).toEqual({
    ok: true,
    value: { matrix: { damaged: { high: null } } },
  });
});

it('a path that no policy has is never read, whatever its name', () => {
  for (const path of [
    '__proto__.x',
    'roles.agent.__proto__',
    'roles.none.perCase',
    'people.x.perCase',
    'shop.toString',
  ])
    expect([path, measureAt(path), readTyped({ [path]: '1' }, 'EUR')]).toEqual([path, null, null]);
});
