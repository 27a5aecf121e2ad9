import { afterEach, beforeEach } from 'vitest';

// A warning that nobody expects is a fault that nobody looks at: it fails the test during which it was printed.
const printed: string[] = [];
const expected: RegExp[] = [];

for (const level of ['error', 'warn'] as const) {
  const original = console[level].bind(console);
  console[level] = (...parts: unknown[]) => {
    const line = parts.map(String).join(' ');
    if (expected.some((pattern) => pattern.test(line))) return;
    printed.push(`console.${level}: ${line}`);
    original(...parts);
  };
}

/** For the rest of the test: lines that match are no fault, and are not shown. */
export function expectConsole(pattern: RegExp): void {
  expected.push(pattern);
}

beforeEach(() => {
  expected.length = 0;
});

afterEach(() => {
  const lines = printed.splice(0);
  if (lines.length > 0) throw new Error(`printed unexpectedly:\n${lines.join('\n')}`);
});
