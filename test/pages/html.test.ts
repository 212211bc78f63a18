import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { html, markupOf } from '../../functions/pages/html.ts';

describe('the template tag', () => {
  test('escapes texts, keeps markup, joins lists and omits empty values', () => {
    const name = '<b>"Noura" & \'Co\'</b>';
    const page = html`<p title="${name}">${name}${html`<i>${1}</i>`}${[1, 'a<', null]}${false}${undefined}</p>`;
    expect(markupOf(page)).toBe(
      '<p title="&lt;b&gt;&quot;Noura&quot; &amp; &#39;Co&#39;&lt;/b&gt;">&lt;b&gt;&quot;Noura&quot; &amp; &#39;Co&#39;&lt;/b&gt;<i>1</i>1a&lt;</p>',
    );
  });

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    '//evil.example',
    '/\\evil.example',
    ' https://x',
    'vbscript:x',
  ])('refuses the address %s', (address) => {
    expect(() => html`<a href="${address}">x</a>`).toThrow('address');
  });

  test.each(['https://issuer.example/a?b=1', '/verify/X', '?lang=ar', '#main'])(
    'writes the address %s',
    (address) => {
      expect(markupOf(html`<a href="${address}">x</a>`)).toContain(`href="${address}"`);
    },
  );

  test('refuses values where they can’t be escaped', () => {
    const value = 'x';
    expect(() => html`<p ${value}>`).toThrow('tag');
    expect(() => html`<p class=${value}>`).toThrow('tag');
    expect(() => html`<${value}>`).toThrow('tag');
    expect(() => html`<p class='${value}'>`).toThrow('tag');
    expect(() => html`<script>${value}</script>`).toThrow('script');
    expect(() => html`<style>${value}</style>`).toThrow('script');
    expect(() => html`<!-- ${value} -->`).toThrow('comment');
    expect(() => html`<p title="${html`<b>x</b>`}">`).toThrow('attribute');
  });

  test('lets no text close an attribute or open a tag', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const markup = markupOf(html`<p title="${text}">${text}</p>`);
        const inside = markup.slice('<p title="'.length, -'</p>'.length);
        expect(inside.match(/[<"']/g) ?? []).toEqual(['"']);
      }),
    );
  });
});
