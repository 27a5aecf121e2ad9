import { describe, expect, it } from 'vitest';
import { isAutomatic, numberIn, parted } from './inbound.ts';
import { replyAddress, replyTokenIn } from './reply-address.ts';
import type { MailAddress } from './address.ts';

describe('what is quoted below an answer', () => {
  it.each([
    [
      'Thank you!\n\nOn Thu, 26 Nov 2026 at 10:00, Mug House <a@example.com> wrote:\n> Hello,\n> a new mug',
      'Thank you!',
    ],
    ['Děkuji.\r\n\r\nDne 26. 11. 2026 v 10:00 Mug House napsal(a):\r\n> Dobrý den', 'Děkuji.'],
    ['Dzięki\n\nW dniu 26.11.2026 o 10:00, Mug House pisze:\n> Dzień dobry', 'Dzięki'],
    ['Дякую\n\nчт, 26 лист. 2026 р. о 10:00 Mug House пише:\n> Добрий день', 'Дякую'],
    ['Спасибо\n\nчт, 26 нояб. 2026 г. в 10:00, Mug House пишет:\n> Здравствуйте', 'Спасибо'],
    ['No thanks\n> older\n> oldest\n', 'No thanks'],
  ])('is folded away: %j', (text, said) => {
    expect(parted(text).said).toBe(said);
    expect(parted(text).quoted).not.toBe('');
  });

  it('stays where she answers between its lines, and where there is nothing else', () => {
    const between = 'On Thu, 26 Nov 2026 Mug House wrote:\n> Which one?\nThe blue one.\n> And when?\nNow.';
    expect(parted(between)).toEqual({ said: between, quoted: '' });
    expect(parted('> only this')).toEqual({ said: '> only this', quoted: '' });
  });
});

it('a number is found in a subject, also after Re: and in small letters', () => {
  expect(['Re: Your order #2001 (C-1042)', 'AW: c-7', 'C-', 'ABC-12', 'nothing'].map(numberIn)).toEqual([
    1042,
    7,
    null,
    null,
    null,
  ]);
});

it('a mail of a machine is known by its head, and a person’s is not', () => {
  const is = (key: string, value: string) => isAutomatic([{ key, value }]);
  const machines = [
    ...[is('auto-submitted', 'auto-replied'), is('Auto-Submitted', 'auto-generated (vacation)')],
    ...[is('Precedence', 'bulk'), is('Precedence', 'auto-reply'), is('return-path', '<>'), is('X-Autoreply', 'yes')],
    ...[is('Content-Type', 'multipart/report; report-type=delivery-status'), is('X-Auto-Response-Suppress', 'All')],
  ];
  expect(machines).toEqual(machines.map(() => true));
  expect([is('auto-submitted', 'no'), is('return-path', '<a@example.com>'), is('x-mailer', 'Mail')]).toEqual([
    false,
    false,
    false,
  ]);
});

it('what a customer has written to a group of the shop, which passes it on, is a person’s', () => {
  const head = { 'List-Id': '<support.shop.example>', Precedence: 'list', 'X-Google-Group-Id': '1' };
  expect(isAutomatic(Object.entries(head).map(([key, value]) => ({ key, value })))).toBe(false);
});

it('a reply address says which complaint it is of, in whatever case it comes back', () => {
  const token = { number: 1042, seal: 'abcdefghijklmnopq234' };
  const address = replyAddress('replies@in.example.com' as MailAddress, token) ?? '';
  expect(replyTokenIn(address)).toEqual(token);
  expect(replyTokenIn(address.toUpperCase())).toEqual(token);
  expect(replyTokenIn('replies@in.example.com')).toBeNull();
});
