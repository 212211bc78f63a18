/** 32-bit words of one slot: two for the hash of the ID, one for that of the content, one for the position. */
const WORDS_PER_SLOT = 4;
/** A position packs the row number and the worksheet's index into one word: row numbers must be below this. */
const MAX_ROWS = 2 ** 24;

/** The position of a row in its file. */
export interface RowPosition {
  readonly worksheet: string | null;
  readonly row: number;
}

/**
 * Remembers the IDs of a file with their position and a hash of their content. An open-addressing hash table, at most
 * half full, with 16 bytes a slot: a million IDs take 32 MB. Two different IDs have the same 64-bit hash about once in
 * ten million files of that size.
 */
export class SeenIds {
  #slots = new Uint32Array(WORDS_PER_SLOT * 1024);
  #count = 0;
  readonly #worksheets: (string | null)[] = [];

  /** Adds an ID. Returns undefined if it is new, else its first position and whether the content was the same. */
  add(id: string, content: string, position: RowPosition): (RowPosition & { same: boolean }) | undefined {
    if (this.#count * 2 >= this.#slots.length / WORDS_PER_SLOT) this.#grow();
    const high = hash(id);
    const low = hash(id, 0x01234567);
    const contentHash = hash(content, 0x2545f491);
    const offset = this.#find(this.#slots, high, low);
    const known = this.#at(offset, contentHash);
    if (known !== undefined) return known;
    const packed = this.#worksheetNumber(position.worksheet) * MAX_ROWS + position.row;
    this.#slots.set([high, low, contentHash, packed], offset);
    this.#count += 1;
    return undefined;
  }

  /** Returns the first position of an ID and whether its content was this one; undefined for one that wasn't added. */
  find(id: string, content: string): (RowPosition & { same: boolean }) | undefined {
    const offset = this.#find(this.#slots, hash(id), hash(id, 0x01234567));
    return this.#at(offset, hash(content, 0x2545f491));
  }

  #at(offset: number, contentHash: number): (RowPosition & { same: boolean }) | undefined {
    const known = this.#slots[offset + 3] ?? 0;
    if (known === 0) return undefined;
    const worksheet = this.#worksheets[Math.floor(known / MAX_ROWS)] ?? null;
    return { worksheet, row: known % MAX_ROWS, same: this.#slots[offset + 2] === contentHash };
  }

  #worksheetNumber(worksheet: string | null): number {
    const known = this.#worksheets.indexOf(worksheet);
    return known < 0 ? this.#worksheets.push(worksheet) - 1 : known;
  }

  /** Returns the offset of the slot that holds the ID, or of the empty slot for it. */
  #find(slots: Uint32Array, high: number, low: number): number {
    const mask = slots.length / WORDS_PER_SLOT - 1;
    let slot = low & mask;
    for (;;) {
      const offset = slot * WORDS_PER_SLOT;
      if (slots[offset + 3] === 0 || (slots[offset] === high && slots[offset + 1] === low)) return offset;
      slot = (slot + 1) & mask;
    }
  }

  #grow(): void {
    const old = this.#slots;
    const slots = new Uint32Array(old.length * 2);
    for (let offset = 0; offset < old.length; offset += WORDS_PER_SLOT)
      if (old[offset + 3] !== 0) {
        const target = this.#find(slots, old[offset] ?? 0, old[offset + 1] ?? 0);
        slots.set(old.subarray(offset, offset + WORDS_PER_SLOT), target);
      }
    this.#slots = slots;
  }
}

/** FNV-1a over UTF-16 code units, with the finaliser of MurmurHash3 so that the low bits are well distributed. */
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

/** Counts by name in 2 MB. A count is never too low; it is too high when the hashes of two names collide. */
export class BoundedCounts {
  readonly #counts = new Uint16Array(COUNTERS);

  /** Adds one, and returns the new count. */
  add(name: string): number {
    const index = hash(name) & (COUNTERS - 1);
    const count = Math.min(0xffff, (this.#counts[index] ?? 0) + 1);
    this.#counts[index] = count;
    return count;
  }
}
