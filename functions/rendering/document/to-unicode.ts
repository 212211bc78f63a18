import type { Atom } from '../fonts/face.ts';

const HEAD =
  '/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n' +
  '/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n' +
  '/CMapName/Adobe-Identity-UCS def/CMapType 2 def\n' +
  '1 begincodespacerange<0000><FFFF>endcodespacerange\n';
const TAIL = 'endcmap CMapName currentdict/CMap defineresource pop end end\n';
/** Size of a code range, which may not cross a change of the first byte of the code. */
const RANGE = 256;

/** Returns the CMap from the glyph codes of a subset to characters; code 0 is `.notdef` and never used. */
export function toUnicodeMap(atoms: readonly Atom[]): string {
  let ranges = '';
  let count = 0;
  for (let start = 1; start < atoms.length; count++) {
    const end = Math.min(atoms.length, start - (start % RANGE) + RANGE);
    ranges += `<${hex4(start)}><${hex4(end - 1)}>[`;
    for (let i = start; i < end; i++) ranges += `<${atoms[i]?.unicodeHex}>`;
    ranges += ']\n';
    start = end;
  }
  return `${HEAD}${count} beginbfrange\n${ranges}endbfrange\n${TAIL}`;
}

const HEX4 = Array.from({ length: 4096 }, (_, code) => code.toString(16).toUpperCase().padStart(4, '0'));

/** Returns four hexadecimal digits. */
function hex4(code: number): string {
  return HEX4[code] ?? code.toString(16).toUpperCase().padStart(4, '0');
}
