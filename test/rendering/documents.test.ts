import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { PDFDocument, PDFWriter } from 'pdf-lib';
import type { CertificateSnapshot } from '../../functions/domain/certificate/certificate.ts';
import {
  loadRenderer,
  openRenderContext,
  type Renderer,
  rendererOf,
} from '../../functions/rendering/certificate/renderer.ts';
import { readDesignSource } from '../../functions/rendering/design/design-source.ts';
import { compileAll } from '../../functions/rendering/design/publish.ts';
import { publishedLogos } from '../../functions/rendering/document/logo-art.ts';
import { exampleSnapshot } from '../../functions/rendering/preview/example-snapshot.ts';
import { exampleTranscript } from '../../functions/rendering/preview/example-transcript.ts';
import { openFontLibrary } from '../../functions/rendering/template-fonts.ts';
import {
  openTranscriptContext,
  renderTranscript,
} from '../../functions/rendering/transcript/render-transcript.ts';
import { templatesDirectory } from '../../functions/runtime/wiring/templates-directory.ts';
import { documentProblems } from './document-rules.ts';
import { rotatedWithNoise } from './greymap.ts';
import { fileOf, run, testWith } from './tools.ts';

const DESIGNS = ['course@1', 'joint@1', 'participation@1', 'team@1'];
const CREDENTIAL = 'eyJhbGciOiJFUzI1NiJ9.eyJ2YyI6e319.c2lnbmF0dXJl';
const GOLDEN = fileURLToPath(new URL('../golden/rendering/documents.json', import.meta.url));

let renderer: Renderer;
beforeAll(() => {
  renderer = loadRenderer(templatesDirectory());
});

function example(design: string): CertificateSnapshot {
  return exampleSnapshot(design, { partners: design.startsWith('joint') ? 1 : 0 });
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

describe('the same snapshot gives the same bytes', () => {
  test('as when the design was published', async () => {
    const designs: Record<string, unknown> = {};
    for (const design of DESIGNS) {
      const sealed = await renderer.renderForSeal(example(design), { credentialJwt: CREDENTIAL });
      designs[design] = {
        plain: sha256(await renderer.render(example(design))),
        credential: sha256(await renderer.render(example(design), { credentialJwt: CREDENTIAL })),
        sealed: sha256(sealed.bytes),
      };
    }
    const templates = templatesDirectory();
    const transcript = await renderTranscript(
      exampleTranscript(),
      openTranscriptContext(templates, openFontLibrary(templates)),
    );
    const hashes = { ...designs, transcript: sha256(transcript) };
    if (process.env.UPDATE_GOLDEN) writeFileSync(GOLDEN, `${JSON.stringify(hashes, null, 2)}\n`);
    expect(hashes).toEqual(JSON.parse(readFileSync(GOLDEN, 'utf8')));
  });

  test('after its shared page was prepared, which is not laid out again', async () => {
    const templates = templatesDirectory();
    const logo = publishedLogos(templates);
    const context = openRenderContext(templates, 'course@1', openFontLibrary(templates), logo);
    const prepared = rendererOf(['course@1'], () => context);
    const snapshot = example('course@1');
    for (const [count, attachments] of [{}, { credentialJwt: CREDENTIAL }].entries()) {
      const credentialKeyId = 'credentialJwt' in attachments ? 'K' : null;
      await prepared.prepare({ ...snapshot, credentialKeyId, sealKeyId: null });
      expect(context.sharedPages.size).toBe(count + 1);
      expect(sha256(await prepared.render(snapshot, attachments))).toBe(
        sha256(await renderer.render(snapshot, attachments)),
      );
      expect(context.sharedPages.size).toBe(count + 1);
    }
    await prepared.prepare({ ...snapshot, credentialKeyId: null, sealKeyId: 'K' });
    await prepared.renderForSeal(snapshot);
    expect(context.sharedPages.size).toBe(3);
  });

  test('after any other documents', async () => {
    const fresh = loadRenderer(templatesDirectory());
    for (const design of [...DESIGNS].reverse()) {
      const bytes = await fresh.render(example(design));
      expect(sha256(bytes)).toBe(sha256(await renderer.render(example(design))));
    }
  });

  test('in any order of the certificates of an opportunity, also at the same time', async () => {
    const snapshots = [60, 1890, 61, 754, 60, 90_000].flatMap((minutes, i) =>
      (['female', 'male', 'unspecified'] as const).map((gender): CertificateSnapshot => {
        const base = example('participation@1');
        const nameEn = `Person ${'ABCDEF'[i]} Ñandú`;
        return { ...base, minutes, holder: { ...base.holder, gender, nameEn } };
      }),
    );
    const fresh = loadRenderer(templatesDirectory());
    const forwards: string[] = [];
    for (const snapshot of snapshots) forwards.push(sha256(await fresh.render(snapshot)));
    const backwards = await Promise.all(
      snapshots.toReversed().map(async (snapshot) => sha256(await renderer.render(snapshot))),
    );
    expect(backwards.toReversed()).toEqual(forwards);
    expect(new Set(forwards).size).toBe(snapshots.length);
  });

  test('in another time zone and locale, in another process', async () => {
    const script = `
      import { loadRenderer } from './functions/rendering/certificate/renderer.ts';
      import { exampleSnapshot } from './functions/rendering/preview/example-snapshot.ts';
      process.stdout.write(await loadRenderer('templates').render(exampleSnapshot('course@1')));`;
    const root = fileURLToPath(new URL('../..', import.meta.url));
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module-typescript', '-e', script], {
      cwd: root,
      env: { PATH: process.env.PATH, TZ: 'Pacific/Auckland', LANG: 'ar_SA.UTF-8', LC_ALL: 'ar_SA.UTF-8' },
    });
    expect(`${sha256(stdout)}${stdout.length ? '' : stderr}`).toBe(
      sha256(await renderer.render(exampleSnapshot('course@1'))),
    );
  }, 60_000);

  test('and the published designs and logos are the ones that their sources compile to', async () => {
    for (const { name, bytes } of await compileAll(templatesDirectory())) {
      const published = readFileSync(join(templatesDirectory(), 'published', name));
      expect({ name, same: published.equals(bytes) }).toEqual({ name, same: true });
    }
  }, 60_000);
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

describe('the QR symbol is read as the address of the verification page', () => {
  const read = testWith('pdftoppm', 'zbarimg');
  const address = 'HTTPS://VERIFY.RAWABI-HEALTH.EXAMPLE/V/B1P90CH35ABARTZ768';
  const decode = (grey: Uint8Array) =>
    run('zbarimg', ['--quiet', '--raw', '-Sdisable', '-Sqrcode.enable', fileOf(grey, 'page.pgm')])
      .toString()
      .trim();

  /** Returns options that crop the page to the symbol: with noise on a whole page, zbar takes half a minute. */
  const around = (design: string, dpi: number): string[] => {
    const { elements } = readDesignSource(templatesDirectory(), design.replace(/@.*/, '')).layout;
    const symbol = elements.find((element) => element.kind === 'qr');
    const pixels = (points: number) => String(Math.round((points * dpi) / 72));
    const { x = 0, y = 0, size = 0 } = symbol ?? {};
    return ['-x', pixels(x - 20), '-y', pixels(y - 20), '-W', pixels(size + 40), '-H', pixels(size + 40)];
  };

  read.each(DESIGNS)(
    'at 72 dpi in %s, and rotated with noise at 120 dpi',
    async (design) => {
      const path = fileOf(await renderer.render(example(design)));
      const page = (dpi: number, part: string[]) =>
        run('pdftoppm', ['-gray', '-r', String(dpi), ...part, '-singlefile', path]);
      expect(decode(page(72, []))).toBe(address);
      expect(decode(rotatedWithNoise(page(120, around(design, 120)), 7, 30))).toBe(address);
    },
    60_000,
  );

  read.each(DESIGNS)(
    'in %s, printed at 300 dpi in black and white without grey, and scanned again',
    async (design) => {
      const path = fileOf(await renderer.render(example(design)));
      const printed = run('pdftoppm', ['-mono', '-r', '300', ...around(design, 300), '-singlefile', path]);
      const scanned = run('zbarimg', [
        '--quiet',
        '--raw',
        '-Sdisable',
        '-Sqrcode.enable',
        fileOf(printed, 'page.pbm'),
      ]);
      expect(scanned.toString().trim()).toBe(address);
    },
    60_000,
  );

  read(
    'with a base address that has a port',
    async () => {
      const snapshot = { ...example('course@1'), baseUrl: 'http://127.0.0.1:8080' };
      const page = run('pdftoppm', [
        '-gray',
        '-r',
        '72',
        '-singlefile',
        fileOf(await renderer.render(snapshot)),
      ]);
      expect(decode(page)).toBe('HTTP://127.0.0.1:8080/V/B1P90CH35ABARTZ768');
    },
    60_000,
  );
});
