import { Buffer } from 'node:buffer';

/**
 * Returns a small ICC version 4 display profile with the primaries and the exact curve of sRGB (IEC 61966-2-1). It is
 * computed from published numbers, so no profile of a third party is shipped. It is the output intent of every
 * document.
 */
export function srgbProfile(): Buffer {
  const curve = Buffer.concat([
    ascii('para\0\0\0\0'),
    Buffer.from([0, 3, 0, 0]),
    ...[2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045].map(fixed),
  ]);
  const adaptation = [
    1.047882, 0.022919, -0.050217, 0.029587, 0.990479, -0.017059, -0.009232, 0.015076, 0.751678,
  ];
  const tags: [string, Buffer][] = [
    ['desc', localised('sRGB')],
    ['cprt', localised('CC0')],
    ['wtpt', xyz(0.9642, 1, 0.8249)],
    ['chad', Buffer.concat([ascii('sf32\0\0\0\0'), ...adaptation.map(fixed)])],
    ['rXYZ', xyz(0.436066, 0.222488, 0.013916)],
    ['gXYZ', xyz(0.385147, 0.716873, 0.097076)],
    ['bXYZ', xyz(0.143066, 0.060608, 0.714096)],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ];
  return assemble(tags);
}

const HEADER_BYTES = 128;

/** Returns the profile of some tags. Tags with the same data share one copy. */
function assemble(tags: readonly [string, Buffer][]): Buffer {
  const table = Buffer.alloc(4 + 12 * tags.length);
  table.writeUInt32BE(tags.length, 0);
  const bodies: Buffer[] = [];
  const offsets = new Map<Buffer, number>();
  let end = HEADER_BYTES + table.length;
  tags.forEach(([tag, data], i) => {
    let offset = offsets.get(data);
    if (offset === undefined) {
      offset = end;
      offsets.set(data, offset);
      const padded = Buffer.alloc((data.length + 3) & ~3);
      data.copy(padded);
      bodies.push(padded);
      end += padded.length;
    }
    table.write(tag, 4 + 12 * i, 'latin1');
    table.writeUInt32BE(offset, 8 + 12 * i);
    table.writeUInt32BE(data.length, 12 + 12 * i);
  });
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32BE(end, 0);
  header.writeUInt32BE(0x04300000, 8);
  header.write('mntrRGB XYZ ', 12, 'latin1');
  [2024, 1, 1, 0, 0, 0].forEach((part, i) => {
    header.writeUInt16BE(part, 24 + 2 * i);
  });
  header.write('acsp', 36, 'latin1');
  [0.9642, 1, 0.8249].forEach((part, i) => {
    fixed(part).copy(header, 68 + 4 * i);
  });
  return Buffer.concat([header, table, ...bodies]);
}

/** Returns an XYZType element. */
function xyz(x: number, y: number, z: number): Buffer {
  return Buffer.concat([ascii('XYZ \0\0\0\0'), fixed(x), fixed(y), fixed(z)]);
}

/** Returns an s15Fixed16Number. */
function fixed(value: number): Buffer {
  const out = Buffer.alloc(4);
  out.writeInt32BE(Math.round(value * 65536));
  return out;
}

/** Returns a multiLocalizedUnicodeType element with one English text. */
function localised(text: string): Buffer {
  const units = Buffer.from(text, 'utf16le').swap16();
  const head = Buffer.alloc(28);
  head.write('mluc', 0, 'latin1');
  head.writeUInt32BE(1, 8);
  head.writeUInt32BE(12, 12);
  head.write('enUS', 16, 'latin1');
  head.writeUInt32BE(units.length, 20);
  head.writeUInt32BE(28, 24);
  return Buffer.concat([head, units]);
}

function ascii(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}
