import { describe, expect, it } from 'vitest';
import { html } from './html.ts';

describe('the html tag', () => {
  it('escapes text, in content and in quoted attributes', () => {
    const nasty = `"><script>alert('x')</script>&`;
    expect(html`<p title="${nasty}">${nasty}</p>`.text).toBe(
      '<p title="&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;">&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;</p>',
    );
  });

  it('keeps what another template made, joins lists, and leaves nothing of nothing', () => {
    const items = ['a', '<b>'].map((item) => html`<li>${item}</li>`);
    expect(html`<p>${items}${null}${false}${undefined}${0}</p>`.text).toBe('<p><li>a</li><li>&lt;b&gt;</li>0</p>');
  });

  it('puts things behind an equals sign, in quotes and in text', () => {
    expect(html`<a href="/a?b=${'<c>'}">x = ${1}</a>`.text).toBe('<a href="/a?b=&lt;c&gt;">x = 1</a>');
  });

  it('refuses to put anything where escaping is not enough', () => {
    const anything = 'x onclick=alert(1)';
    expect(() => html`<p title=${anything}></p>`).toThrow('nothing may be put');
    expect(() => html`<p class="a" ${anything}></p>`).toThrow('nothing may be put');
    expect(() => html`<${anything}></p>`).toThrow('nothing may be put');
    expect(
      () =>
        html`<script>
          let x = '${anything}';
        </script>`,
    ).toThrow('nothing may be put');
    expect(html`<input name="${'a'}" ${html`checked`} />`.text).toBe('<input name="a" checked />');
    expect(
      () =>
        html`<style>
          p {
            color: ${anything};
          }
        </style>`,
    ).toThrow('nothing may be put');
  });
});

describe('a long template', () => {
  it('is read at once, however its tags are laid out', () => {
    const started = performance.now();
    const wide = html`<textarea
      id="words"
      name="words"
      rows="5"
      aria-describedby="hint${' problem'}"
      ${html`aria-invalid="true"`}
    ></textarea>`;
    expect(wide.text).toContain('aria-describedby="hint problem"');
    expect(performance.now() - started).toBeLessThan(500);
  });
});
