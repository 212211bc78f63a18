import { expect, test } from '@jest/globals';
import { ColorSpace } from 'mupdf';
import { NODE_TOOLS } from '../../../functions/proof/reading/node-tools.ts';
import { readFile } from '../../../functions/proof/reading/read-file.ts';
import { idOf } from '../../certificates.ts';
import { DESIGNS, designedCertificate } from './designed-certificate.ts';
import { inkAlone, PHOTOGRAPHS } from './pictures.ts';

/** Time to draw and read sixty pictures on a busy machine. */
const LONG_MS = 600_000;
const FEWEST_READ = 58;

test(
  'of 60 pictures of certificates at least 58 are read, and none names another certificate',
  async () => {
    const papers = await Promise.all(
      DESIGNS.slice(0, 4).map(async (design, number) => {
        const id = idOf(number + 1);
        return { design, id, document: await designedCertificate({ design, certificateId: id }) };
      }),
    );
    const pictures = papers.flatMap((paper) => PHOTOGRAPHS.map(([name, take]) => ({ ...paper, name, take })));
    expect(pictures).toHaveLength(60);
    const missed: string[] = [];
    for (const { design, name, take, id, document } of pictures) {
      const picture = take(document);
      const { namedIds, kind } = await readFile(picture, NODE_TOOLS);
      expect([design, name, kind, namedIds.filter((named) => named !== id)]).toEqual([
        design,
        name,
        'picture',
        [],
      ]);
      if (namedIds.length === 0) missed.push(`${design}, ${name}`);
    }
    console.log(`${pictures.length - missed.length} of ${pictures.length} pictures read`, missed);
    expect(pictures.length - missed.length).toBeGreaterThanOrEqual(FEWEST_READ);
  },
  LONG_MS,
);

test.each([
  ['colour', ColorSpace.DeviceRGB],
  ['grey', ColorSpace.DeviceGray],
])('a transparent picture is read as it looks on white, in %s', async (_, colours) => {
  const certificateId = idOf(5);
  const picture = inkAlone(await designedCertificate({ certificateId }), colours);
  const { kind, unreadable, namedIds } = await readFile(picture, NODE_TOOLS);
  expect({ kind, unreadable, namedIds }).toEqual({
    kind: 'picture',
    unreadable: null,
    namedIds: [certificateId],
  });
});
