/**
 * A template tag that escapes by construction: a text can only become markup through `html`, and each place
 * of a template is escaped for what it is. A place that can't be escaped safely (a tag's or an attribute's
 * name, an unquoted attribute, a script, a style, a comment) is an error of the template, seen on first use.
 */

const MARKUP: unique symbol = Symbol('markup');

/** Finished markup. Only `html` makes it. */
export interface Html {
  readonly [MARKUP]: string;
}

/** What may stand in a place: text, markup, a list of either, or nothing. */
export type Fragment = Html | string | number | null | undefined | false | readonly Fragment[];

type Place = 'text' | 'attribute' | 'address';

const placesOf = new WeakMap<TemplateStringsArray, readonly Place[]>();

/** Markup of a template, every text in it escaped for its place. */
export function html(strings: TemplateStringsArray, ...parts: readonly Fragment[]): Html {
  let places = placesOf.get(strings);
  if (places === undefined) {
    places = findPlaces(strings);
    placesOf.set(strings, places);
  }
  let markup = strings[0] ?? '';
  for (let index = 0; index < parts.length; index++) {
    markup += written(parts[index], places[index] ?? 'text') + (strings[index + 1] ?? '');
  }
  return { [MARKUP]: markup };
}

/** The characters of finished markup, to send. */
export const markupOf = (page: Html): string => page[MARKUP];

function written(part: Fragment, place: Place): string {
  if (part === null || part === undefined || part === false) return '';
  if (typeof part === 'string') return escaped(place === 'address' ? safeAddress(part) : part);
  if (typeof part === 'number') return String(part);
  if (isMarkup(part)) {
    if (place !== 'text') throw new Error('Markup was put into an attribute');
    return part[MARKUP];
  }
  let markup = '';
  for (const one of part) markup += written(one, place);
  return markup;
}

const isMarkup = (part: Html | readonly Fragment[]): part is Html => MARKUP in part;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const SPECIAL = /[&<>"']/;

const escaped = (text: string) =>
  SPECIAL.test(text) ? text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '') : text;

// Anything but a web address or a path of our own could run a script or leave the site unseen.
const SAFE_ADDRESS = /^(?:https?:\/\/|\/(?![/\\])|[?#])/;

function safeAddress(address: string): string {
  if (!SAFE_ADDRESS.test(address)) throw new Error('An address in a page must be http(s) or a path');
  return address;
}

const ADDRESS_ATTRIBUTES = /\s(?:href|src|action|formaction)="$/;

/** Walks a template's own markup once and says for each place what stands around it. */
function findPlaces(strings: TemplateStringsArray): readonly Place[] {
  const places: Place[] = [];
  let before = '';
  for (const piece of strings.slice(0, -1)) {
    before += piece;
    places.push(placeAfter(before));
    before += '0';
  }
  return places;
}

function placeAfter(markup: string): Place {
  const lastTag = markup.lastIndexOf('<');
  const tag = lastTag < 0 ? '' : markup.slice(lastTag);
  if (/<(?:script|style)\b[^>]*>[^<]*$/i.test(markup) || /<!--(?:(?!-->)[\s\S])*$/.test(markup)) {
    throw new Error(`A template puts a part into a script, a style or a comment: …${markup.slice(-40)}`);
  }
  // Outside of a tag: whatever was opened after the last `<` is closed, quotes counted.
  if (tag === '' || isClosed(tag)) return 'text';
  if (!/=\s*"[^"]*$/.test(tag)) {
    throw new Error(`A template puts a part into a tag outside of a quoted value: …${markup.slice(-40)}`);
  }
  return ADDRESS_ATTRIBUTES.test(tag) ? 'address' : 'attribute';
}

function isClosed(tag: string): boolean {
  let quoted = false;
  for (const character of tag) {
    if (character === '"') quoted = !quoted;
    else if (character === '>' && !quoted) return true;
  }
  return false;
}
