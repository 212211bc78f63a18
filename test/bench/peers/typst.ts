import { dirname } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { Contestant } from '../people.ts';
import { fontFile, PAGE, type SceneLine, scene } from '../scene-file.ts';

const FAMILIES = {
  amiri: 'Amiri',
  'amiri-bold': 'Amiri',
  plex: 'IBM Plex Sans Arabic',
  'plex-semibold': 'IBM Plex Sans Arabic',
};

/** One document for all certificates, with the data as input: the fastest way that typst offers. */
const DOCUMENT = `
#let data = json(bytes(sys.inputs.data))
#set page(width: ${PAGE.width}pt, height: ${PAGE.height}pt, margin: 0pt)
#place(top + left, dx: 22pt, dy: 22pt, rect(width: 797.9pt, height: 551.3pt, stroke: 1.1pt + rgb("#ab8748")))
#place(top + left, dx: 42pt, dy: 42pt, rect(width: 757.9pt, height: 511.3pt, stroke: 0.7pt + rgb("#0e5a45")))
#for line in data.lines {
  place(top + left, dx: (line.x - line.width / 2 - 60) * 1pt, dy: (line.y - line.size) * 1pt, box(width: (line.width + 120) * 1pt, align(center, text(font: line.family, weight: line.weight, size: line.size * 1pt, fill: rgb(line.colour), dir: if line.rtl { rtl } else { ltr }, lang: if line.rtl { "ar" } else { "en" }, line.text))))
}
#place(top + left, dx: data.qr.x * 1pt, dy: data.qr.y * 1pt, image(bytes(data.qr.svg), format: "svg", width: data.qr.size * 1pt))
`;

/** Opens one typst compiler for all certificates. */
export async function open(): Promise<Contestant> {
  const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths: [dirname(fontFile('amiri'))] }] });
  const lineOf = ({ text, rightToLeft, face, size, x, y, width, colour }: SceneLine) => ({
    text,
    rtl: rightToLeft,
    family: FAMILIES[face],
    weight: face === 'amiri-bold' ? 700 : 400,
    size,
    x,
    y,
    width,
    colour,
  });
  return {
    async render(index) {
      const { lines, qr } = scene(index);
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${qr.modules} ${qr.modules}"><path d="${qr.path}"/></svg>`;
      const data = JSON.stringify({ lines: lines.map(lineOf), qr: { ...qr, svg } });
      const pdf = compiler.pdf({ mainFileContent: DOCUMENT, inputs: { data } });
      compiler.evictCache(30);
      return pdf;
    },
    close: async () => {},
  };
}
