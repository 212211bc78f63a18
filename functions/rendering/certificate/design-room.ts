import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DesignRoom, FindDesignRoom } from '../../domain/eligibility/design-room.ts';
import { PUBLISHED_FOLDER } from '../runtime-files.ts';
import type { FontLibrary } from '../text/font-library.ts';
import type { CompiledElement } from './compiled-design.ts';
import { LatestUsed } from './latest-used.ts';
import { mostSignatories } from './signatory-columns.ts';

/** Returns how many issuers and signatories a design has room for. */
function roomOf(elements: readonly CompiledElement[], library: FontLibrary): DesignRoom {
  const issuers = elements.flatMap((element) => (element.kind === 'issuers' ? [element.most] : []));
  const columns = elements.filter((element) => element.kind === 'signatories');
  const known = new LatestUsed<number>(MAX_KNOWN);
  return {
    issuers: issuers.length > 0 ? Math.min(...issuers) : 1,
    signatories(people) {
      const key = JSON.stringify(people);
      const most =
        known.find(key) ?? Math.min(...columns.map((element) => mostSignatories(element, people, library)));
      known.keep(key, most);
      return most;
    },
  };
}

/** Groups of signatories whose room is kept for each design. */
const MAX_KNOWN = 200;

/** Reads the room of published designs, each once. */
export function publishedRooms(templatesDir: string, library: FontLibrary): FindDesignRoom {
  const rooms = new Map<string, DesignRoom>();
  return (design) => {
    let room = rooms.get(design);
    if (!room) {
      const json = readFileSync(join(templatesDir, PUBLISHED_FOLDER, `${design}.json`), 'utf8');
      room = roomOf((JSON.parse(json) as { elements: CompiledElement[] }).elements, library);
      rooms.set(design, room);
    }
    return room;
  };
}
