import type { Atom } from '../fonts/face.ts';

/** Begins the CMap from glyph codes to characters. */
export const TO_UNICODE_HEAD =
  '/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n' +
  '/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n' +
  '/CMapName/Adobe-Identity-UCS def/CMapType 2 def\n' +
  '1 begincodespacerange<0000><FFFF>endcodespacerange\n';
/** Ends the CMap. */
export const TO_UNICODE_TAIL = 'endcmap CMapName currentdict/CMap defineresource pop end end\n';
/** Characters that one `bfchar` operator maps at most. */
const BLOCK = 100;

/**
 * Returns the part of the CMap for atoms whose codes begin with `first`; code 0 is `.notdef` and never used. Maps each
 * code on its own: Ghostscript loses every character of a `bfrange` with an array when it rewrites a file.
 */
export function toUnicodeBlocks(atoms: readonly Atom[], first: number): string {
  let blocks = '';
  for (let start = first || 1; start < first + atoms.length; start += BLOCK) {
    const end = Math.min(first + atoms.length, start + BLOCK);
    blocks += `${end - start} beginbfchar\n`;
    for (let code = start; code < end; code++)
      blocks += `<${hex4(code)}><${atoms[code - first]?.unicodeHex}>\n`;
    blocks += 'endbfchar\n';
  }
  return blocks;
}

/** Returns four hexadecimal digits. */
function hex4(code: number): string {
  return code.toString(16).toUpperCase().padStart(4, '0');
}
