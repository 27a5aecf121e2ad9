import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkTemplate, namesIn, render } from './render.ts';

const body = 'Hello {{customer}}, {{ order }} comes by {{due}}.';

describe('filling a text in', () => {
  it('puts the values in, and says which are missing without losing their place', () => {
    const { text, missing, unknown } = render(
      { subject: '{{order}}', body },
      { customer: 'Anna', order: '#1', due: ' ' },
    );
    expect(text).toEqual({ subject: '#1', body: 'Hello Anna, #1 comes by {{due}}.' });
    expect({ missing, unknown }).toEqual({ missing: ['due'], unknown: [] });
  });

  it('does not look again at what a value brings, nor takes it for a pattern', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        const value = `${name}{{due}}$&$1`.trim();
        expect(render({ subject: 's', body: '<{{customer}}>' }, { customer: value, due: 'x' }).text.body).toBe(
          `<${value}>`,
        );
      }),
    );
  });

  it('names what is no variable of ours', () => {
    const { unknown, missing } = render({ subject: 's', body: '{{nmae}} {{constructor}} {{__proto__}}' }, {});
    expect(unknown).toEqual(['nmae', 'constructor', '__proto__']);
    expect(missing).toEqual([]);
  });
});

describe('a text that somebody has typed', () => {
  it('is taken when it is whole', () => {
    expect(checkTemplate({ subject: 'Order {{order}}', body })).toEqual([]);
    expect(namesIn({ subject: 'Order {{order}}', body })).toEqual(['order', 'customer', 'due']);
  });

  it.each([
    [
      { subject: '', body: 'x' },
      { field: 'subject', kind: 'empty' },
    ],
    [
      { subject: 'a\nb', body: 'x' },
      { field: 'subject', kind: 'more_lines' },
    ],
    [
      { subject: 'a', body: ' ' },
      { field: 'body', kind: 'empty' },
    ],
    [
      { subject: 'a', body: '{{nmae}}' },
      { field: 'body', kind: 'unknown_variable', name: 'nmae' },
    ],
    [
      { subject: 'a', body: 'to {{due' },
      { field: 'body', kind: 'open_brace' },
    ],
    [
      { subject: 'a', body: 'x'.repeat(5001) },
      { field: 'body', kind: 'too_long', most: 5000 },
    ],
  ])('is refused beside its field: %j', (text, problem) => {
    expect(checkTemplate(text)).toEqual([problem]);
  });
});
