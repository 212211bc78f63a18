import type { Readable } from 'node:stream';
import { SaxesParser } from 'saxes';
import { UnreadableFile } from '../domain/import/import-problem.ts';

export interface XmlVisitor {
  /** The name without its prefix. */
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

const LONGEST_WITHOUT_TAG = 4_000_000;
/** A workbook's parts go some ten deep; the parser keeps every tag that is open. */
const DEEPEST = 200;

/**
 * Walks through an XML part as it streams, and stops between pieces for whoever consumes what was found so far.
 * Entities beyond the predefined ones are errors, so none can be expanded.
 */
export async function* readXml(stream: Readable, visitor: XmlVisitor): AsyncGenerator<void> {
  const parser = new SaxesParser();
  let withoutTag = 0;
  let depth = 0;
  parser.on('opentag', (tag) => {
    withoutTag = 0;
    depth += 1;
    if (depth > DEEPEST) throw new UnreadableFile({ code: 'FILE_DAMAGED' });
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
    for await (const piece of stream as AsyncIterable<string>) {
      withoutTag += piece.length;
      parser.write(piece);
      // The parser keeps a text or a tag until it ends.
      if (withoutTag > LONGEST_WITHOUT_TAG) throw new UnreadableFile({ code: 'FILE_DAMAGED' });
      yield;
    }
    parser.close();
  } catch (error) {
    // The ZIP reader's own errors: a bad checksum, a part longer than its directory says.
    throw error instanceof UnreadableFile ? error : new UnreadableFile({ code: 'FILE_DAMAGED' });
  }
  yield;
}

/** Walks through an XML part to its end. */
export async function readWholeXml(stream: Readable, visitor: XmlVisitor): Promise<void> {
  for await (const _piece of readXml(stream, visitor));
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1);
