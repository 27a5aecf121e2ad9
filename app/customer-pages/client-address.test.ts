import { expect, test } from 'vitest';
import { clientAddress } from './client-address.ts';

test('behind one proxy it is the last that was written down, whatever the sender has put before it', () => {
  expect(clientAddress('192.0.2.1, 198.51.100.7', '10.0.0.1', 1)).toBe('198.51.100.7');
});

test('a request that Shopify passes on through the same proxy is its customer’s, not Shopify’s', () => {
  expect(clientAddress('192.0.2.1, 198.51.100.7, 203.0.113.9', '10.0.0.1', 2)).toBe('198.51.100.7');
});

test('with fewer entries than proxies it is the first', () => {
  expect(clientAddress('198.51.100.7', '10.0.0.1', 2)).toBe('198.51.100.7');
});

test('without a proxy the header says nothing', () => {
  expect(clientAddress('198.51.100.7', '10.0.0.1', 0)).toBe('10.0.0.1');
});

test('without a header it is the connection’s', () => {
  expect(clientAddress(undefined, '10.0.0.1', 1)).toBe('10.0.0.1');
  expect(clientAddress(' , ', undefined, 1)).toBe('');
});

test('whoever has an IPv6 network is one sender, however each of its addresses is written', () => {
  const from = (entry: string) => clientAddress(entry, '10.0.0.1', 1);
  const written = [
    '2001:db8:0:7::1',
    '2001:DB8::7:ffff:1:2:3',
    '2001:0db8:0000:0007:1:2:3:4',
    '[2001:db8:0:7::9]:51234',
    '2001:db8:0:7::192.0.2.1',
  ];
  expect(new Set(written.map(from))).toEqual(new Set(['2001:db8:0:7::/64']));
  expect(from('2001:db8:0:8::1')).toBe('2001:db8:0:8::/64');
  expect([from('::1'), from('2001:db8::')]).toEqual(['0:0:0:0::/64', '2001:db8:0:0::/64']);
});

test('a port behind an address makes no other sender of it, nor does IPv4 in the clothes of IPv6', () => {
  for (const entry of ['198.51.100.7', '198.51.100.7:40001', '::ffff:198.51.100.7', '[::ffff:198.51.100.7]:80'])
    expect(clientAddress(entry, '10.0.0.1', 1)).toBe('198.51.100.7');
});
