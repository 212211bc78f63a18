const MARKUP: unique symbol = Symbol('markup');

/** Escaped markup, which only `html` creates. */
export interface Html {
  readonly [MARKUP]: string;
}

/** A value of a template: text, markup, a list of either, or nothing. */
export type Fragment = Html | string | number | null | undefined | false | readonly Fragment[];

/** Where a template has a value: between tags, in an attribute, or in an attribute that holds an address. */
type Slot = 'text' | 'attribute' | 'address';

const slotsOf = new WeakMap<TemplateStringsArray, readonly Slot[]>();

/**
 * Template tag that escapes every text for its slot. Text can become markup through this tag only.
 *
 * @throws Error when a template has a value where it can't be escaped safely: in the name of a tag or an attribute, an
 * unquoted attribute, a script, a style or a comment; or when a value doesn't fit its slot.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Fragment[]): Html {
  let slots = slotsOf.get(strings);
  if (slots === undefined) {
    slots = findSlots(strings);
    slotsOf.set(strings, slots);
  }
  let markup = strings[0] ?? '';
  for (let index = 0; index < values.length; index++) {
    markup += render(values[index], slots[index] ?? 'text') + (strings[index + 1] ?? '');
  }
  return { [MARKUP]: markup };
}

/** Returns the text of markup, to send. */
export const markupOf = (page: Html): string => page[MARKUP];

function render(value: Fragment, slot: Slot): string {
  if (value === null || value === undefined || value === false) return '';
  if (typeof value === 'string') return escaped(slot === 'address' ? safeAddress(value) : value);
  if (typeof value === 'number') return String(value);
  if (isMarkup(value)) {
    if (slot !== 'text') throw new Error('Markup was put into an attribute');
    return value[MARKUP];
  }
  let markup = '';
  for (const item of value) markup += render(item, slot);
  return markup;
}

const isMarkup = (value: Html | readonly Fragment[]): value is Html => MARKUP in value;

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

// Anything but a web or email address or a path on this origin could run a script or lead to another site unnoticed.
const SAFE_ADDRESS = /^(?:https?:\/\/|mailto:[^?]+$|\/(?![/\\])|[?#])/;

function safeAddress(address: string): string {
  if (!SAFE_ADDRESS.test(address))
    throw new Error('An address in a page must be http(s), an email address or a path');
  return address;
}

const ADDRESS_ATTRIBUTES = /\s(?:href|src|action|formaction)="$/;

/** Returns the slot of each value of a template. */
function findSlots(strings: TemplateStringsArray): readonly Slot[] {
  const slots: Slot[] = [];
  let before = '';
  for (const piece of strings.slice(0, -1)) {
    before += piece;
    slots.push(slotAfter(before));
    before += '0';
  }
  return slots;
}

function slotAfter(markup: string): Slot {
  const lastTag = markup.lastIndexOf('<');
  const tag = lastTag < 0 ? '' : markup.slice(lastTag);
  if (/<(?:script|style)\b[^>]*>[^<]*$/i.test(markup) || /<!--(?:(?!-->)[\s\S])*$/.test(markup)) {
    throw new Error(`A template puts a value into a script, a style or a comment: …${markup.slice(-40)}`);
  }
  // Outside of a tag: a `>` outside of quotes follows the last `<`.
  if (tag === '' || isClosed(tag)) return 'text';
  if (!/=\s*"[^"]*$/.test(tag)) {
    throw new Error(`A template puts a value into a tag outside of double quotes: …${markup.slice(-40)}`);
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
