import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DesignRoom, FindDesignRoom } from '../../domain/eligibility/design-room.ts';
import { PUBLISHED_FOLDER } from '../runtime-files.ts';
import type { FontLibrary } from '../text/font-library.ts';
import type { CompiledElement } from './compiled-design.ts';
import { mostIssuers } from './issuer-columns.ts';
import { LatestUsed } from './latest-used.ts';
import { mostSignatories } from './signatory-columns.ts';

/** Returns how many issuers and signatories a design has room for. */
function roomOf(elements: readonly CompiledElement[], library: FontLibrary): DesignRoom {
  const issuers = elements.filter((element) => element.kind === 'issuers');
  const columns = elements.filter((element) => element.kind === 'signatories');
  const known = new LatestUsed<number>(MAX_KNOWN);
  const remembered = (key: string, count: () => number): number => {
    const most = known.find(key) ?? count();
    known.keep(key, most);
    return most;
  };
  return {
    issuers(named) {
      if (issuers.length === 0) return 1;
      const names = named.map(({ nameAr, nameEn }) => ({ nameAr, nameEn }));
      return remembered(JSON.stringify(names), () =>
        Math.min(...issuers.map((element) => mostIssuers(element, names, library))),
      );
    },
    signatories: (people) =>
      remembered(JSON.stringify(people), () =>
        Math.min(...columns.map((element) => mostSignatories(element, people, library))),
      ),
  };
}

/** Groups of issuers or signatories whose room is kept for each design. */
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
