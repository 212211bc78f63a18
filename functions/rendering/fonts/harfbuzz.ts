/** The glyphs of a shaped text, in visual order. The next call of `shape` overwrites the arrays. */
export interface ShapedGlyphs {
  count: number;
  glyph: Uint16Array;
  /** Index in the text, in UTF-16 units, of the first character that the glyph belongs to. */
  cluster: Uint32Array;
  advance: Int32Array;
  xOffset: Int32Array;
  yOffset: Int32Array;
}

/** ISO 15924 script that HarfBuzz shapes. */
export type ScriptTag = 'Arab' | 'Latn';

/** A font that HarfBuzz has opened. */
export interface HarfBuzzFont {
  /** Address of the `hb_font_t` in HarfBuzz's memory. */
  readonly font: number;
  readonly unitsPerEm: number;
}

type Address = number;

/** The C functions that this module calls, as the WebAssembly module exports them. */
interface Exports {
  memory: WebAssembly.Memory;
  __wasm_call_ctors(): void;
  malloc(bytes: number): Address;
  free(at: Address): void;
  hb_blob_create(data: Address, length: number, mode: number, user: number, destroy: number): Address;
  hb_face_create(blob: Address, index: number): Address;
  hb_face_get_upem(face: Address): number;
  hb_font_create(face: Address): Address;
  hb_font_get_nominal_glyph(font: Address, codePoint: number, glyph: Address): number;
  hb_language_from_string(text: Address, length: number): Address;
  hb_buffer_create(): Address;
  hb_buffer_clear_contents(buffer: Address): void;
  hb_buffer_set_cluster_level(buffer: Address, level: number): void;
  hb_buffer_set_flags(buffer: Address, flags: number): void;
  hb_buffer_add_utf16(buffer: Address, text: Address, length: number, from: number, count: number): void;
  hb_buffer_set_direction(buffer: Address, direction: number): void;
  hb_buffer_set_script(buffer: Address, script: number): void;
  hb_buffer_set_language(buffer: Address, language: Address): void;
  hb_buffer_get_length(buffer: Address): number;
  hb_buffer_get_glyph_infos(buffer: Address, length: Address): Address;
  hb_buffer_get_glyph_positions(buffer: Address, length: Address): Address;
  hb_shape(font: Address, buffer: Address, features: Address, count: number): void;
}

const LEFT_TO_RIGHT = 4;
const RIGHT_TO_LEFT = 5;
/**
 * `HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS`: a mark is a cluster of its own, so each character can get its own
 * glyph.
 */
const MONOTONE_CHARACTERS = 1;
const BEGINNING_OF_TEXT = 1;
const END_OF_TEXT = 2;
const MODE_READONLY = 1;
const PAGE_BYTES = 65536;

const SCRIPT_TAGS: Record<ScriptTag, number> = { Arab: 0x41726162, Latn: 0x4c61746e };

/** HarfBuzz in WebAssembly. Instantiated synchronously, so that it is ready when the init phase of a Lambda ends. */
export class HarfBuzz {
  private readonly wasm: Exports;
  private readonly buffer: Address;
  private readonly languages = new Map<string, Address>();
  private readonly scratch: Address;
  private bytes: Uint8Array;
  private words: Uint16Array;
  private longs: Int32Array;
  private textAt: Address;
  private textCapacity = 0;
  private glyphs: ShapedGlyphs = glyphArrays(256);

  constructor(wasmBytes: Uint8Array) {
    this.wasm = instantiate(wasmBytes, () => this.refreshViews());
    this.bytes = new Uint8Array(this.wasm.memory.buffer);
    this.words = new Uint16Array(this.wasm.memory.buffer);
    this.longs = new Int32Array(this.wasm.memory.buffer);
    this.buffer = this.wasm.hb_buffer_create();
    this.scratch = this.wasm.malloc(4);
    this.textAt = 0;
    this.reserveText(1024);
  }

  /** Opens a TrueType font. Copies its bytes into HarfBuzz's memory, where they stay. */
  openFont(fontBytes: Uint8Array): HarfBuzzFont {
    const at = this.wasm.malloc(fontBytes.length);
    this.refreshViews();
    this.bytes.set(fontBytes, at);
    const face = this.wasm.hb_face_create(
      this.wasm.hb_blob_create(at, fontBytes.length, MODE_READONLY, 0, 0),
      0,
    );
    return { font: this.wasm.hb_font_create(face), unitsPerEm: this.wasm.hb_face_get_upem(face) };
  }

  /** Returns the glyph that a font maps a code point to, or 0 when it maps none. */
  nominalGlyph(font: HarfBuzzFont, codePoint: number): number {
    const found = this.wasm.hb_font_get_nominal_glyph(font.font, codePoint, this.scratch);
    this.refreshViews();
    return found ? (this.longs[this.scratch >> 2] ?? 0) : 0;
  }

  /** Shapes a text of one script and direction. The result is in visual order and valid until the next call. */
  shape(
    font: HarfBuzzFont,
    text: string,
    rightToLeft: boolean,
    script: ScriptTag,
    language: string,
  ): ShapedGlyphs {
    const { wasm, buffer } = this;
    const languageAt = this.language(language);
    this.reserveText(text.length);
    const first = this.textAt >> 1;
    for (let i = 0; i < text.length; i++) this.words[first + i] = text.charCodeAt(i);
    wasm.hb_buffer_clear_contents(buffer);
    wasm.hb_buffer_set_cluster_level(buffer, MONOTONE_CHARACTERS);
    wasm.hb_buffer_set_flags(buffer, BEGINNING_OF_TEXT | END_OF_TEXT);
    wasm.hb_buffer_add_utf16(buffer, this.textAt, text.length, 0, text.length);
    wasm.hb_buffer_set_direction(buffer, rightToLeft ? RIGHT_TO_LEFT : LEFT_TO_RIGHT);
    wasm.hb_buffer_set_script(buffer, SCRIPT_TAGS[script]);
    wasm.hb_buffer_set_language(buffer, languageAt);
    wasm.hb_shape(font.font, buffer, 0, 0);
    return this.readGlyphs();
  }

  private readGlyphs(): ShapedGlyphs {
    const count = this.wasm.hb_buffer_get_length(this.buffer);
    let info = this.wasm.hb_buffer_get_glyph_infos(this.buffer, 0) >> 2;
    let position = this.wasm.hb_buffer_get_glyph_positions(this.buffer, 0) >> 2;
    this.refreshViews();
    if (count > this.glyphs.glyph.length) this.glyphs = glyphArrays(count * 2);
    const out = this.glyphs;
    const longs = this.longs;
    out.count = count;
    // hb_glyph_info_t and hb_glyph_position_t are five 32-bit words each.
    for (let i = 0; i < count; i++, info += 5, position += 5) {
      out.glyph[i] = longs[info] ?? 0;
      out.cluster[i] = longs[info + 2] ?? 0;
      out.advance[i] = longs[position] ?? 0;
      out.xOffset[i] = longs[position + 2] ?? 0;
      out.yOffset[i] = longs[position + 3] ?? 0;
    }
    return out;
  }

  /** Returns the address of HarfBuzz's language for a BCP 47 tag. */
  private language(tag: string): Address {
    let at = this.languages.get(tag);
    if (at === undefined) {
      this.reserveText(tag.length);
      for (let i = 0; i < tag.length; i++) this.bytes[this.textAt + i] = tag.charCodeAt(i);
      at = this.wasm.hb_language_from_string(this.textAt, tag.length);
      this.languages.set(tag, at);
    }
    return at;
  }

  /** Makes room for a text of `length` UTF-16 units at `textAt`. */
  private reserveText(length: number): void {
    if (length > this.textCapacity) {
      if (this.textAt) this.wasm.free(this.textAt);
      this.textCapacity = length * 2;
      this.textAt = this.wasm.malloc(this.textCapacity * 2);
    }
    this.refreshViews();
  }

  /** Creates the views of the memory again after it has grown, which detaches the old ones. */
  private refreshViews(): void {
    const memory = this.wasm.memory.buffer;
    if (this.bytes?.buffer === memory) return;
    this.bytes = new Uint8Array(memory);
    this.words = new Uint16Array(memory);
    this.longs = new Int32Array(memory);
  }
}

function glyphArrays(count: number): ShapedGlyphs {
  return {
    count: 0,
    glyph: new Uint16Array(count),
    cluster: new Uint32Array(count),
    advance: new Int32Array(count),
    xOffset: new Int32Array(count),
    yOffset: new Int32Array(count),
  };
}

/** Instantiates the WebAssembly module; calls `onGrowth` whenever its memory has grown. */
function instantiate(wasmBytes: Uint8Array, onGrowth: () => void): Exports {
  let memory: WebAssembly.Memory | null = null;
  const instance = new WebAssembly.Instance(new WebAssembly.Module(wasmBytes as BufferSource), {
    wasi_snapshot_preview1: {
      proc_exit() {
        throw new Error('HarfBuzz called exit');
      },
    },
    env: {
      _emscripten_runtime_keepalive_clear() {},
      _setitimer_js: () => 0,
      _abort_js() {
        throw new Error('HarfBuzz aborted');
      },
      emscripten_resize_heap(bytes: number): number {
        if (!memory) return 0;
        const size = memory.buffer.byteLength;
        try {
          memory.grow(Math.ceil((Math.max(bytes, size * 1.2) - size) / PAGE_BYTES));
        } catch {
          return 0;
        }
        onGrowth();
        return 1;
      },
    },
  });
  // WebAssembly exports are untyped. A function that is missing fails on its first call.
  const exports = instance.exports as unknown as Exports;
  memory = exports.memory;
  exports.__wasm_call_ctors();
  return exports;
}
