import type { Atom } from '../fonts/face.ts';

const HEAD =
  '/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n' +
  '/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n' +
  '/CMapName/Adobe-Identity-UCS def/CMapType 2 def\n' +
  '1 begincodespacerange<0000><FFFF>endcodespacerange\n';
const TAIL = 'endcmap CMapName currentdict/CMap defineresource pop end end\n';
/** Characters that one `bfchar` operator maps at most. */
const BLOCK = 100;

/**
 * Returns the CMap from the glyph codes of a subset to characters; code 0 is `.notdef` and never used. Maps each code
 * on its own: Ghostscript loses every character of a `bfrange` with an array when it rewrites a file.
 */
export function toUnicodeMap(atoms: readonly Atom[]): string {
  let map = HEAD;
  for (let start = 1; start < atoms.length; start += BLOCK) {
    const end = Math.min(atoms.length, start + BLOCK);
    map += `${end - start} beginbfchar\n`;
    for (let code = start; code < end; code++) map += `<${hex4(code)}><${atoms[code]?.unicodeHex}>\n`;
    map += 'endbfchar\n';
  }
  return map + TAIL;
}

const HEX4 = Array.from({ length: 4096 }, (_, code) => code.toString(16).toUpperCase().padStart(4, '0'));

/** Returns four hexadecimal digits. */
function hex4(code: number): string {
  return HEX4[code] ?? code.toString(16).toUpperCase().padStart(4, '0');
}
