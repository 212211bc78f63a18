import { S3Error } from './s3-error.ts';

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text as it stands inside an element. Control characters as references, since a key may hold them. */
export const escapeXml = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: keys may hold control characters, XML may not
  text.replace(/[&<>"'\u0000-\u001f]/g, (mark) => `&#${mark.charCodeAt(0)};`);

/** `element('Name', 'text')`, or an element around elements that are already written. */
export const element = (name: string, text: string | number | boolean): string =>
  `<${name}>${escapeXml(String(text))}</${name}>`;
export const parent = (name: string, children: readonly string[]): string =>
  `<${name}>${children.join('')}</${name}>`;

export const xmlDocument = (root: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n${root}`;

/** Contents of every `<name>` in a request body. The bodies S3 takes are flat; anything cleverer is malformed here. */
export function contentsOf(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}>([\\s\\S]*?)</${name}>`, 'g'))].map((match) => match[1] ?? '');
}

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

export const malformed = (): S3Error =>
  new S3Error(
    400,
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema',
  );
