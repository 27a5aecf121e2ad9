import { describe, expect, it } from 'vitest';
import { BadEnvironmentError, readEnv } from './env.server.ts';
import { readSender, readSmtpUrl } from './mail-settings.ts';

describe('the address of a mail server', () => {
  it.each([
    [
      'smtps://amends:p%40ss@mail.example.com',
      { host: 'mail.example.com', port: 465, tls: 'from_start', auth: { user: 'amends', pass: 'p@ss' } },
    ],
    ['smtp://mail.example.com', { host: 'mail.example.com', port: 587, tls: 'required', auth: null }],
    ['smtp://relay:25?tls=none', { host: 'relay', port: 25, tls: 'none', auth: null }],
    ['smtp://127.0.0.1:4025', { host: '127.0.0.1', port: 4025, tls: 'none', auth: null }],
    ['smtp://localhost.example.com', { host: 'localhost.example.com', port: 587, tls: 'required', auth: null }],
  ])('is read from %s', (text, address) => {
    expect(readSmtpUrl(text)).toEqual(address);
  });

  it.each(['mail.example.com', 'https://mail.example.com', 'smtp://', ''])('is not %j', (text) => {
    expect(readSmtpUrl(text)).toBeNull();
  });
});

describe('the sender', () => {
  it('is an address, with a name or without', () => {
    expect(readSender('Mug House Support <help@mughouse.example>')).toEqual({
      name: 'Mug House Support',
      address: 'help@mughouse.example',
    });
    expect(readSender('help@mughouse.example')).toEqual({ name: '', address: 'help@mughouse.example' });
  });

  it.each(['Mug House', '<help@mughouse.example', 'a@b, c@d', 'Evil\r\nBcc: x@y <a@b.example>'])(
    'is not %j',
    (text) => {
      expect(readSender(text)).toBeNull();
    },
  );
});

describe('the environment', () => {
  const usual = { SHOPIFY_API_KEY: 'key', SHOPIFY_API_SECRET: 'secret', SHOPIFY_APP_URL: 'https://amends.example.com' };

  it('needs no mail server', () => {
    expect(readEnv({ ...usual, SMTP_URL: '', MAIL_FROM: '' })).not.toHaveProperty('SMTP_URL');
  });

  it.each([
    [{ SMTP_URL: 'smtp://mail.example.com' }, 'MAIL_FROM'],
    [{ MAIL_FROM: 'help@mughouse.example' }, 'SMTP_URL'],
    [{ SMTP_URL: 'mail.example.com', MAIL_FROM: 'help@mughouse.example' }, 'SMTP_URL'],
    [{ SMTP_URL: 'smtp://mail.example.com', MAIL_FROM: 'nobody' }, 'MAIL_FROM'],
  ])('with half a mail server does not start, and says what is at fault: %j', (half, name) => {
    expect(() => readEnv({ ...usual, ...half })).toThrow(BadEnvironmentError);
    expect(() => readEnv({ ...usual, ...half })).toThrow(name);
  });

  it('that is at fault never shows the password', () => {
    expect(() =>
      readEnv({ ...usual, SMTP_URL: 'smtp//amends:sesame@mail.example.com', MAIL_FROM: 'x@y.example' }),
    ).toThrow(/^(?![^]*sesame)/);
  });
});
