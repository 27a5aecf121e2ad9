import { describe, expect, it } from 'vitest';
import { oneLine, parseMailAddress } from './address.ts';

describe('an e-mail address', () => {
  it.each(['anna@example.com', "o'neil+shop@mail.example.co.uk", 'a@xn--bcher-kva.example', 'a@bücher.example'])(
    'is taken as it is: %s',
    (address) => {
      expect(parseMailAddress(` ${address} `)).toBe(address);
    },
  );

  it.each([
    ['nothing', ''],
    ['no @', 'anna.example.com'],
    ['two @', 'anna@home@example.com'],
    ['a machine without a domain', 'root@localhost'],
    ['a second recipient', 'anna@example.com, eve@example.com'],
    ['a second recipient without a space', 'anna@example.com,eve@example.com'],
    ['a name around it', 'Anna <anna@example.com>'],
    ['a header after it', 'anna@example.com\r\nBcc: eve@example.com'],
    ['a new line inside', 'anna\n@example.com'],
    ['a null byte', 'anna\0@example.com'],
    ['quotes', '"anna smith"@example.com'],
    ['a dot at the edge', '.anna@example.com'],
    ['two dots', 'anna@example..com'],
    ['a space inside', 'an na@example.com'],
    ['parameters of the envelope', 'anna@example.com> NOTIFY=NEVER'],
    ['a letter that only looks like one', 'аnna@example.com'],
    ['a name that is too long', `${'a'.repeat(65)}@example.com`],
    ['too long', `anna@${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(70)}.example`],
  ])('is not one with %s', (_what, text) => {
    expect(parseMailAddress(text)).toBeNull();
  });
});

describe('one line', () => {
  it('keeps letters of every language and no end of a line', () => {
    expect(oneLine('Žádost\r\nBcc: eve@example.com\u2028x\u0000y')).toBe('Žádost Bcc: eve@example.com x y');
  });

  it('keeps nothing that turns the direction of what follows', () => {
    expect(oneLine('C-1042\u202egnp.exe')).toBe('C-1042 gnp.exe');
  });
});
