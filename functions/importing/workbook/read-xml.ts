import type { Readable } from 'node:stream';
import { SaxesParser } from 'saxes';
import { UnreadableFile } from '../../domain/import/import-problem.ts';

/** Receives the tags and texts of an XML document. Names are without their prefix. */
export interface XmlVisitor {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

/** The parser buffers a text or a tag until it ends, so text between tags is limited. */
const MAX_CHARACTERS_WITHOUT_TAG = 4_000_000;
/** The parser keeps every open tag, so depth is limited. Workbooks nest about ten levels. */
const MAX_DEPTH = 200;

/**
 * Parses a streamed XML part, calls the visitor, and yields after each chunk so that the caller can consume what was
 * found so far. Only the predefined entities are accepted, so entity expansion can't exhaust memory.
 *
 * @throws UnreadableFile FILE_DAMAGED when the XML or its stream is invalid.
 */
export async function* readXml(stream: Readable, visitor: XmlVisitor): AsyncGenerator<void> {
  const parser = new SaxesParser();
  let withoutTag = 0;
  let depth = 0;
  parser.on('opentag', (tag) => {
    withoutTag = 0;
    depth += 1;
    if (depth > MAX_DEPTH) throw new UnreadableFile({ code: 'FILE_DAMAGED' });
    visitor.open?.(localName(tag.name), tag.attributes as Record<string, string>);
  });
  parser.on('text', (text) => visitor.text?.(text));
  parser.on('cdata', (text) => visitor.text?.(text));
  parser.on('closetag', (tag) => {
    depth -= 1;
    visitor.close?.(localName(tag.name));
  });
  parser.on('error', () => {
    throw new UnreadableFile({ code: 'FILE_DAMAGED' });
  });
  stream.setEncoding('utf8');
  try {
    for await (const chunk of stream as AsyncIterable<string>) {
      withoutTag += chunk.length;
      parser.write(chunk);
      if (withoutTag > MAX_CHARACTERS_WITHOUT_TAG) throw new UnreadableFile({ code: 'FILE_DAMAGED' });
      yield;
    }
    parser.close();
  } catch (error) {
    // Errors of the ZIP reader: a wrong checksum, or a part longer than its directory entry says.
    throw error instanceof UnreadableFile ? error : new UnreadableFile({ code: 'FILE_DAMAGED' });
  }
  yield;
}

/** Parses a whole XML part. */
export async function readWholeXml(stream: Readable, visitor: XmlVisitor): Promise<void> {
  for await (const _chunk of readXml(stream, visitor));
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1);
