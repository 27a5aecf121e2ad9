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
