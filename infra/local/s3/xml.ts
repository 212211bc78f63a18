import { S3Error } from './s3-error.ts';

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Escapes text for an element. Control characters, which a key may hold, become character references. */
export const escapeXml = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: keys may hold control characters, XML may not
  text.replace(/[&<>"'\u0000-\u001f]/g, (mark) => `&#${mark.charCodeAt(0)};`);

/** Returns an element with escaped text. */
export const element = (name: string, text: string | number | boolean): string =>
  `<${name}>${escapeXml(String(text))}</${name}>`;
/** Returns an element with child elements. */
export const parent = (name: string, children: readonly string[]): string =>
  `<${name}>${children.join('')}</${name}>`;

/** Returns a document with this root element. */
export const xmlDocument = (root: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n${root}`;

/** Returns the contents of every `<name>` of a request body. Attributes and nested equal names aren't supported. */
export function contentsOf(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}>([\\s\\S]*?)</${name}>`, 'g'))].map((match) => match[1] ?? '');
}

/** Returns the unescaped text of the first `<name>`, or undefined. @throws S3Error MalformedXML */
export function textOf(xml: string, name: string): string | undefined {
  return contentsOf(xml, name)[0]?.replace(
    /&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi,
    (_, hex, decimal, entity) => {
      if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
      if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
      const plain = ENTITIES[entity];
      if (plain === undefined) throw malformed();
      return plain;
    },
  );
}

/** Returns the error for a malformed body. */
export const malformed = (): S3Error =>
  new S3Error(
    400,
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema',
  );
