import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DesignRoom, FindDesignRoom } from '../../domain/eligibility/design-room.ts';
import { PUBLISHED_FOLDER } from '../runtime-files.ts';
import type { CompiledElement } from './compiled-design.ts';
import { mostSignatories } from './signatory-columns.ts';

/** Returns how many issuers and signatories a design has room for. */
export function roomOf(elements: readonly CompiledElement[]): DesignRoom {
  const issuers = elements.flatMap((element) => (element.kind === 'issuers' ? [element.most] : []));
  const signatories = elements.flatMap((element) =>
    element.kind === 'signatories' ? [mostSignatories(element)] : [],
  );
  return { issuers: issuers.length > 0 ? Math.min(...issuers) : 1, signatories: Math.min(...signatories) };
}

/** Reads the room of published designs, each once. */
export function publishedRooms(templatesDir: string): FindDesignRoom {
  const rooms = new Map<string, DesignRoom>();
  return (design) => {
    let room = rooms.get(design);
    if (!room) {
      const json = readFileSync(join(templatesDir, PUBLISHED_FOLDER, `${design}.json`), 'utf8');
      room = roomOf((JSON.parse(json) as { elements: CompiledElement[] }).elements);
      rooms.set(design, room);
    }
    return room;
  };
}
