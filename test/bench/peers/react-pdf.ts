import { Document, Font, Page, Path, renderToBuffer, Svg, Text, View } from '@react-pdf/renderer';
import { createElement as h } from 'react';
import type { Contestant } from '../people.ts';
import { fontFile, PAGE, scene } from '../scene-file.ts';

/** Renders a React element tree for each certificate. */
export async function open(): Promise<Contestant> {
  for (const face of ['amiri', 'amiri-bold', 'plex'] as const)
    Font.register({ family: face, src: fontFile(face) });
  Font.registerHyphenationCallback((word: string) => [word]);
  return {
    async render(index) {
      const { lines, qr } = scene(index);
      const frame = (inset: number) =>
        h(View, {
          key: `frame${inset}`,
          style: {
            position: 'absolute',
            left: inset,
            top: inset,
            width: PAGE.width - 2 * inset,
            height: PAGE.height - 2 * inset,
            border: '1pt solid #ab8748',
          },
        });
      const texts = lines.map(({ text, rightToLeft, face, size, x, y, width, colour }, i) =>
        h(
          Text,
          {
            key: i,
            style: {
              position: 'absolute',
              left: x - width / 2 - 60,
              top: y - size,
              width: width + 120,
              textAlign: 'center',
              fontFamily: face,
              fontSize: size,
              color: colour,
              direction: rightToLeft ? 'rtl' : 'ltr',
            },
          },
          text.replace(/[\u2066-\u2069]/g, ''),
        ),
      );
      const symbol = h(
        Svg,
        {
          key: 'qr',
          viewBox: `0 0 ${qr.modules} ${qr.modules}`,
          style: { position: 'absolute', left: qr.x, top: qr.y, width: qr.size, height: qr.size },
        },
        h(Path, { d: qr.path, fill: '#0b3f31' }),
      );
      return renderToBuffer(
        h(
          Document,
          {},
          h(Page, { size: [PAGE.width, PAGE.height] }, [frame(22), frame(42), ...texts, symbol]),
        ),
      );
    },
    close: async () => {},
  };
}
