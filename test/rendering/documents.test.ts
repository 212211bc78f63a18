import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { PDFDocument, PDFWriter } from 'pdf-lib';
import type { CertificateSnapshot } from '../../functions/domain/certificate/certificate.ts';
import { loadRenderer, type Renderer } from '../../functions/rendering/certificate/renderer.ts';
import { readDesignSource } from '../../functions/rendering/design/design-source.ts';
import { exampleSnapshot } from '../../functions/rendering/preview/example-snapshot.ts';
import { exampleTranscript } from '../../functions/rendering/preview/example-transcript.ts';
import { openFontLibrary } from '../../functions/rendering/template-fonts.ts';
import {
  openTranscriptContext,
  renderTranscript,
} from '../../functions/rendering/transcript/render-transcript.ts';
import { templatesDirectory } from '../../functions/runtime/wiring/templates-directory.ts';
import { CREDENTIAL, DESIGNS, example } from './document-examples.ts';
import { documentProblems } from './document-rules.ts';

let renderer: Renderer;
beforeAll(() => {
  renderer = loadRenderer(templatesDirectory());
});

describe('a document', () => {
  test.each(DESIGNS)('of %s fits in 58 KB with its credential', async (design) => {
    const bytes = await renderer.render(example(design), { credentialJwt: 'a'.repeat(2600) });
    expect(bytes.length).toBeLessThanOrEqual(58 * 1024);
  });

  test.each(['SA', 'IQ'] as const)(
    'draws any number of hours with the fonts of its shared page (%s)',
    async (country) => {
      const base = exampleSnapshot('participation@1', { country });
      const fontsOf = async (minutes: number) =>
        Buffer.from(await renderer.render({ ...base, minutes }))
          .toString('latin1')
          .match(/\/Length1 \d+/g);
      const fonts = await fontsOf(60);
      for (const minutes of [...Array.from({ length: 140 }, (_, i) => i + 1), 645, 6001, 59_999, 123_465])
        expect({ minutes, fonts: await fontsOf(minutes) }).toEqual({ minutes, fonts });
    },
  );

  test('contains the data that it shows, and nothing else about the holder', async () => {
    const snapshot = example('participation@1');
    const text = Buffer.from(await renderer.render(snapshot)).toString('latin1');
    const record = JSON.parse(
      Buffer.from(/\{"certificateId".*?\}(?=\nendstream)/.exec(text)?.[0] ?? '', 'latin1').toString('utf8'),
    );
    expect(record).toMatchObject({
      certificateId: snapshot.certificateId,
      minutes: 1890,
      titleEn: snapshot.titleEn,
    });
    expect(text).not.toContain('female');
    expect(text).not.toContain('volunteerId');
    expect(text).not.toContain('evidence');
  });

  test('omits facts that the award does not have', async () => {
    const snapshot = { ...example('participation@1'), track: null, validUntil: null, supersedes: null };
    const recognition: CertificateSnapshot = {
      ...snapshot,
      award: { kind: 'annual', issuerId: 'x', year: 2025 },
    };
    expect((await renderer.render(recognition)).length).toBeGreaterThan(30_000);
  });

  test('of an unknown design is refused with the names of all designs', async () => {
    await expect(renderer.render(exampleSnapshot('poster@9'))).rejects.toThrow(
      /no design poster@9; there are course@1, joint@1/,
    );
  });
});

describe('pdf-lib writes every document', () => {
  test('a certificate and a transcript are the bytes that its writer returned', async () => {
    const write = jest.spyOn(PDFWriter.prototype, 'serializeToBuffer');
    try {
      const templates = templatesDirectory();
      const context = openTranscriptContext(templates, openFontLibrary(templates));
      const documents = [
        await renderer.render(example('course@1'), { credentialJwt: CREDENTIAL }),
        (await renderer.renderForSeal(example('joint@1'))).bytes,
        await renderTranscript(exampleTranscript(), context),
      ];
      const written = await Promise.all(write.mock.results.map(({ value }) => value as Promise<Uint8Array>));
      expect(written).toHaveLength(documents.length);
      for (const [i, bytes] of documents.entries()) expect(bytes).toBe(written[i]);
    } finally {
      write.mockRestore();
    }
  });

  test.each(DESIGNS)('and reads %s and writes it again without changing a byte', async (design) => {
    const bytes = await renderer.render(example(design), { credentialJwt: CREDENTIAL });
    const { context } = await PDFDocument.load(bytes, { updateMetadata: false });
    const again = await PDFWriter.forContext(context, 1000).serializeToBuffer();
    expect(Buffer.compare(again, bytes)).toBe(0);
  });

  test.each(DESIGNS)(
    'and the published file of %s opens as a page with art and fixed texts',
    async (design) => {
      const file = readFileSync(join(templatesDirectory(), 'published', `${design}.pdf`));
      const page = (await PDFDocument.load(file)).getPage(0);
      const { width, height } = readDesignSource(templatesDirectory(), design.replace(/@.*/, '')).layout.page;
      expect(page.getSize()).toEqual({ width, height });
      expect(await documentProblems(file)).toEqual([]);
    },
  );
});

describe('a document for the seal', () => {
  test('has a byte range of everything except the placeholder, which is zeros', async () => {
    const sealed = await renderer.renderForSeal(example('team@1'));
    const { bytes, byteRange } = sealed;
    const text = Buffer.from(bytes).toString('latin1');
    expect(text).toContain(`/ByteRange [ ${byteRange.join(' ')}`);
    expect(text[byteRange[1]]).toBe('<');
    expect(text[byteRange[2] - 1]).toBe('>');
    expect(byteRange[2] + byteRange[3]).toBe(bytes.length);
    expect(text.slice(byteRange[1] + 1, byteRange[2] - 1)).toMatch(/^0{16384}$/);
    expect(text).toMatch(
      /\/TransformMethod \/DocMDP\s+\/TransformParams <<\s+\/Type \/TransformParams\s+\/P 1\s+\/V \/1\.2\s+>>/,
    );
    expect(text).toContain('/SubFilter /ETSI.CAdES.detached');
    expect(text).toContain('/M (D:20250820090000Z)');
  });
});
