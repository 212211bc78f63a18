import type { Atom } from './face.ts';

const HEAD =
  '/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n' +
  '/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n' +
  '/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n' +
  '1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n';
const TAIL = 'endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n';
/** Most entries one `bfchar` block may have. */
const BLOCK = 100;

/** The CMap that says which character each glyph code of a slice is; code 0 is `.notdef` and never used. */
export function toUnicodeMap(atoms: readonly Atom[]): string {
  let map = HEAD;
  for (let i = 1; i < atoms.length; ) {
    const end = Math.min(atoms.length, i + BLOCK);
    map += `${end - i} beginbfchar\n`;
    for (; i < end; i++) map += `<${hex4(i)}><${hexOf(atoms[i]?.unicode ?? '')}>\n`;
    map += 'endbfchar\n';
  }
  return map + TAIL;
}

function hexOf(text: string): string {
  let hex = '';
  for (let i = 0; i < text.length; i++) hex += hex4(text.charCodeAt(i));
  return hex;
}

const HEX4 = Array.from({ length: 4096 }, (_, code) => code.toString(16).toUpperCase().padStart(4, '0'));

/** Four hexadecimal digits. */
export function hex4(code: number): string {
  return HEX4[code] ?? code.toString(16).toUpperCase().padStart(4, '0');
}
