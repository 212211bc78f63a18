import { expect, test } from '@jest/globals';
import { PDFDocument, PDFName, PDFString } from 'pdf-lib';
import encodeQR from 'qr';
import { displayId } from '../../../functions/domain/certificate/certificate-id.ts';
import { NODE_TOOLS } from '../../../functions/proof/reading/node-tools.ts';
import { readFile } from '../../../functions/proof/reading/read-file.ts';
import { idOf } from '../../certificates.ts';

const ID = '45DANPXPKVTXGKCR52';
const SHOWN = displayId(ID);
const OTHER = idOf(3);
const INVENTED = '45DA-NPXQ-KVTX-GKCR-52';

/** Returns a page with a text, a link and a QR code, as other programs than ours write it. */
async function pageWith(parts: {
  readonly text?: string;
  readonly link?: string;
  readonly code?: string;
}): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const page = pdf.addPage([842, 595]);
  page.drawText(`Certificate of volunteering, 2025\n${parts.text ?? ''}\nThank you`, {
    x: 60,
    y: 500,
    size: 14,
  });
  if (parts.link !== undefined) {
    const link = pdf.context.obj({
      Type: 'Annot',
      Subtype: 'Link',
      Rect: [60, 400, 200, 420],
      A: { S: 'URI', URI: PDFString.of(parts.link) },
    });
    page.node.set(PDFName.of('Annots'), pdf.context.obj([pdf.context.register(link)]));
  }
  const modules = parts.code === undefined ? [] : encodeQR(parts.code, 'raw', { border: 3 });
  for (const [row, line] of modules.entries())
    for (const [column, dark] of line.entries())
      if (dark) page.drawRectangle({ x: 500 + column * 4, y: 300 - row * 4, width: 4, height: 4 });
  return pdf.save();
}
const reading = async (parts: Parameters<typeof pageWith>[0]) => readFile(await pageWith(parts), NODE_TOOLS);

const FORMS = [
  ID,
  ID.toLowerCase(),
  SHOWN.toLowerCase(),
  SHOWN.replaceAll('-', ' '),
  SHOWN.replaceAll('-', '.'),
  SHOWN.replaceAll('-', ' - '),
  `https://verify.example/verify/${SHOWN}`,
  `https://verify.example/verify?id=${ID}`,
];

test.each(FORMS)('a page names the certificate that it prints as %s', async (text) => {
  expect(await reading({ text: `ID ${text}` })).toMatchObject({ namedIds: [ID], unreadable: null });
});

test.each([
  `https://verify.example/verify/${SHOWN}`,
  `https://verify.example/verify?id=${ID}&lang=ar`,
  `https://eur01.safelinks.example/?url=https%3A%2F%2Fv.example%2FV%2F${ID}&data=05%7C638675309123456748%7C0`,
])('a page names the certificate of its link %s', async (link) => {
  expect(await reading({ link })).toMatchObject({ namedIds: [ID], unreadable: null });
});

test.each(FORMS)('what a page prints as %s disagrees with the code of another certificate', async (text) => {
  const { namedIds, disagreement } = await reading({ text, code: `HTTPS://VERIFY.EXAMPLE/V/${OTHER}` });
  expect(disagreement).toEqual({ printed: ID, code: OTHER });
  expect(namedIds).toEqual([ID, OTHER]);
});

test.each([INVENTED, INVENTED.replaceAll('-', ' '), INVENTED.replaceAll('-', '')])(
  'an invented ID, printed as %s, disagrees with the code of a certificate',
  async (text) => {
    const { disagreement } = await reading({ text: `ID ${text}`, code: `HTTPS://VERIFY.EXAMPLE/V/${OTHER}` });
    expect(disagreement).toEqual({ printed: INVENTED.replaceAll('-', ''), code: OTHER });
  },
);

test('a code names every ID in it, and the service to which it leads without a scheme', async () => {
  const two = await reading({ code: `https://verify.example/V/${ID}?was=${OTHER}` });
  expect(two.namedIds).toEqual([ID, OTHER]);
  const forged = await reading({ text: SHOWN, code: `forged.example/V/${ID}` });
  expect(forged).toMatchObject({ addresses: [`https://forged.example/V/${ID}`], disagreement: null });
});

test('no other text of a page is taken for an ID', async () => {
  const text =
    'Employee 1098765432, IBAN SA03 8000 0000 6080 1016 7519\nRef APP-2025-00123, 638675309123456748\nTHIS CODE FROM PAGE 12';
  const code = `HTTPS://VERIFY.EXAMPLE/V/${OTHER}`;
  expect(await reading({ text, code })).toMatchObject({ namedIds: [OTHER], disagreement: null });
  expect(await reading({ text: `${text}\n${displayId(OTHER)}`, code })).toMatchObject({ disagreement: null });
});
