/** Words of one place: two of the ID's hash, one of the content's, one for the row. */
const WORDS = 4;
/** More than an import has: a row's number and that of its sheet fit in one word. */
const MOST_ROWS = 2 ** 24;

interface Place {
  readonly worksheet: string | null;
  readonly row: number;
}

/**
 * Remembers the IDs of a file, with their row and content, in 16 bytes each at most half full: a million rows take
 * 32 MB. Two different IDs share a 64-bit hash once in ten million files of that size.
 */
export class SeenIds {
  #places = new Uint32Array(WORDS * 1024);
  #count = 0;
  readonly #worksheets: (string | null)[] = [];

  /** Undefined: the ID is new. Else the first row that has it, and whether it says the same. */
  add(id: string, content: string, place: Place): (Place & { same: boolean }) | undefined {
    if (this.#count * 2 >= this.#places.length / WORDS) this.#grow();
    const high = hash(id);
    const low = hash(id, 0x01234567);
    const said = hash(content, 0x2545f491);
    const at = this.#find(this.#places, high, low);
    const known = this.#places[at + 3] ?? 0;
    if (known !== 0) {
      const worksheet = this.#worksheets[Math.floor(known / MOST_ROWS)] ?? null;
      return { worksheet, row: known % MOST_ROWS, same: this.#places[at + 2] === said };
    }
    this.#places.set([high, low, said, this.#worksheetNumber(place.worksheet) * MOST_ROWS + place.row], at);
    this.#count += 1;
    return undefined;
  }

  #worksheetNumber(worksheet: string | null): number {
    const known = this.#worksheets.indexOf(worksheet);
    return known < 0 ? this.#worksheets.push(worksheet) - 1 : known;
  }

  #find(places: Uint32Array, high: number, low: number): number {
    const mask = places.length / WORDS - 1;
    let place = low & mask;
    for (;;) {
      const at = place * WORDS;
      if (places[at + 3] === 0 || (places[at] === high && places[at + 1] === low)) return at;
      place = (place + 1) & mask;
    }
  }

  #grow(): void {
    const old = this.#places;
    const places = new Uint32Array(old.length * 2);
    for (let at = 0; at < old.length; at += WORDS)
      if (old[at + 3] !== 0)
        places.set(old.subarray(at, at + WORDS), this.#find(places, old[at] ?? 0, old[at + 1] ?? 0));
    this.#places = places;
  }
}

/** FNV-1a over UTF-16 code units, with a last mixing so that the low bits spread. */
function hash(text: string, seed = 0x811c9dc5): number {
  let value = seed;
  for (let index = 0; index < text.length; index += 1)
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  value ^= value >>> 16;
  value = Math.imul(value, 0x85ebca6b);
  value ^= value >>> 13;
  value = Math.imul(value, 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

const COUNTERS = 1 << 20;

/** Counts under many names in two megabytes: never too few, and now and then one too many where names collide. */
export class BoundedCounts {
  readonly #counts = new Uint16Array(COUNTERS);

  /** The count after adding one. */
  add(name: string): number {
    const place = hash(name) & (COUNTERS - 1);
    const count = Math.min(0xffff, (this.#counts[place] ?? 0) + 1);
    this.#counts[place] = count;
    return count;
  }
}
