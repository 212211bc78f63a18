import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from '@jest/globals';
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
import { openFontLibrary } from '../../functions/rendering/fonts/font-library.ts';
import { exampleSnapshot } from '../../functions/rendering/preview/example-snapshot.ts';
import { exampleTranscript } from '../../functions/rendering/preview/example-transcript.ts';
import {
  openTranscriptContext,
  renderTranscript,
} from '../../functions/rendering/transcript/render-transcript.ts';
import { templatesDirectory } from '../../functions/runtime/wiring/templates-directory.ts';
import { rotatedWithNoise } from './greymap.ts';
import { fileOf, run, testWith } from './tools.ts';

const CURRENT = ['course@2', 'joint@2', 'participation@2', 'team@2'];
/** Versions that certificates were issued with; they must still give the same bytes. */
const OLDER = ['course@1', 'joint@1', 'participation@1', 'team@1'];
const DESIGNS = [...OLDER, ...CURRENT];
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
  test('as when the design was published; a change of bytes needs a new version', () => {
    const designs = Object.fromEntries(
      DESIGNS.map((design) => [
        design,
        {
          plain: sha256(renderer.render(example(design))),
          credential: sha256(renderer.render(example(design), { credentialJwt: CREDENTIAL })),
          sealed: sha256(renderer.renderForSeal(example(design), { credentialJwt: CREDENTIAL }).bytes),
        },
      ]),
    );
    const templates = templatesDirectory();
    const transcript = renderTranscript(
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
    const context = openRenderContext(templates, 'course@2', openFontLibrary(templates), logo);
    const prepared = rendererOf(['course@2'], () => context);
    const snapshot = example('course@2');
    for (const [count, attachments] of [{}, { credentialJwt: CREDENTIAL }].entries()) {
      const credentialKeyId = 'credentialJwt' in attachments ? 'K' : null;
      await prepared.prepare({ ...snapshot, credentialKeyId, sealKeyId: null });
      expect(context.sharedPages.size).toBe(count + 1);
      expect(sha256(prepared.render(snapshot, attachments))).toBe(
        sha256(renderer.render(snapshot, attachments)),
      );
      expect(context.sharedPages.size).toBe(count + 1);
    }
    await prepared.prepare({ ...snapshot, credentialKeyId: null, sealKeyId: 'K' });
    prepared.renderForSeal(snapshot);
    expect(context.sharedPages.size).toBe(3);
  });

  test('after any other documents', () => {
    const fresh = loadRenderer(templatesDirectory());
    for (const design of [...DESIGNS].reverse()) {
      expect(sha256(fresh.render(example(design)))).toBe(sha256(renderer.render(example(design))));
    }
  });

  test('in any order of the certificates of an opportunity', () => {
    const snapshots = [60, 1890, 61, 754, 60, 90_000].flatMap((minutes, i) =>
      (['female', 'male', 'unspecified'] as const).map((gender): CertificateSnapshot => {
        const base = example('participation@2');
        const nameEn = `Person ${'ABCDEF'[i]} Ñandú`;
        return { ...base, minutes, holder: { ...base.holder, gender, nameEn } };
      }),
    );
    const fresh = loadRenderer(templatesDirectory());
    const forwards = snapshots.map((snapshot) => sha256(fresh.render(snapshot)));
    const backwards = snapshots.toReversed().map((snapshot) => sha256(renderer.render(snapshot)));
    expect(backwards.toReversed()).toEqual(forwards);
    expect(new Set(forwards).size).toBe(snapshots.length);
  });

  test('in another time zone and locale, in another process', () => {
    const script = `
      import { loadRenderer } from './functions/rendering/certificate/renderer.ts';
      import { exampleSnapshot } from './functions/rendering/preview/example-snapshot.ts';
      process.stdout.write(Buffer.from(loadRenderer('templates').render(exampleSnapshot('course@2'))));`;
    const root = fileURLToPath(new URL('../..', import.meta.url));
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module-typescript', '-e', script], {
      cwd: root,
      env: { PATH: process.env.PATH, TZ: 'Pacific/Auckland', LANG: 'ar_SA.UTF-8', LC_ALL: 'ar_SA.UTF-8' },
    });
    expect(`${sha256(stdout)}${stdout.length ? '' : stderr}`).toBe(
      sha256(renderer.render(exampleSnapshot('course@2'))),
    );
  }, 60_000);

  test('and the published designs are the ones that their sources compile to', () => {
    for (const { name, bytes } of compileAll(templatesDirectory())) {
      const published = readFileSync(join(templatesDirectory(), 'published', name));
      expect({ name, same: published.equals(bytes) }).toEqual({ name, same: true });
    }
  }, 60_000);
});

describe('a document', () => {
  test.each(DESIGNS)('of %s fits in 48 KB', (design) => {
    expect(renderer.render(example(design)).length).toBeLessThanOrEqual(48 * 1024);
  });

  test.each(['SA', 'IQ'] as const)(
    'draws any number of hours with the fonts of its shared page (%s)',
    (country) => {
      const base = exampleSnapshot('participation@2', { country });
      const fontsOf = (minutes: number) =>
        Buffer.from(renderer.render({ ...base, minutes }))
          .toString('latin1')
          .match(/\/Length1 /g)?.length;
      const fonts = fontsOf(60);
      for (const minutes of [...Array.from({ length: 140 }, (_, i) => i + 1), 645, 6001, 59_999, 123_465])
        expect({ minutes, fonts: fontsOf(minutes) }).toEqual({ minutes, fonts });
    },
  );

  test('contains the data that it shows, and nothing else about the holder', () => {
    const snapshot = example('participation@2');
    const text = Buffer.from(renderer.render(snapshot)).toString('latin1');
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

  test('omits facts that the award does not have', () => {
    const snapshot = { ...example('participation@2'), track: null, validUntil: null, supersedes: null };
    const recognition: CertificateSnapshot = {
      ...snapshot,
      award: { kind: 'annual', issuerId: 'x', year: 2025 },
    };
    expect(renderer.render(recognition).length).toBeGreaterThan(30_000);
  });

  test('of an unknown design is refused with the names of all designs', () => {
    expect(() => renderer.render(exampleSnapshot('poster@9'))).toThrow(
      /no design poster@9; there are course@1, course@2/,
    );
  });
});

describe('a document for the seal', () => {
  test('has a byte range of everything except the placeholder, which is zeros', () => {
    const sealed = renderer.renderForSeal(example('team@2'));
    const { bytes, byteRange } = sealed;
    const text = Buffer.from(bytes).toString('latin1');
    expect(text).toContain(`/ByteRange[${byteRange.join(' ')}`);
    expect(text[byteRange[1]]).toBe('<');
    expect(text[byteRange[2] - 1]).toBe('>');
    expect(byteRange[2] + byteRange[3]).toBe(bytes.length);
    expect(text.slice(byteRange[1] + 1, byteRange[2] - 1)).toMatch(/^0{16384}$/);
    expect(text).toContain('/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/P 1/V/1.2>>');
    expect(text).toContain('/SubFilter/ETSI.CAdES.detached');
    expect(text).toContain('/M(D:20250820090000Z)');
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

  read.each(CURRENT)(
    'at 72 dpi in %s, and rotated with noise at 120 dpi',
    (design) => {
      const path = fileOf(renderer.render(example(design)));
      const page = (dpi: number, part: string[]) =>
        run('pdftoppm', ['-gray', '-r', String(dpi), ...part, '-singlefile', path]);
      expect(decode(page(72, []))).toBe(address);
      expect(decode(rotatedWithNoise(page(120, around(design, 120)), 7, 30))).toBe(address);
    },
    60_000,
  );

  read(
    'with a base address that has a port',
    () => {
      const snapshot = { ...example('course@2'), baseUrl: 'http://127.0.0.1:8080' };
      const page = run('pdftoppm', ['-gray', '-r', '72', '-singlefile', fileOf(renderer.render(snapshot))]);
      expect(decode(page)).toBe('HTTP://127.0.0.1:8080/V/B1P90CH35ABARTZ768');
    },
    60_000,
  );
});
