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
import { compileAll } from '../../functions/rendering/design/publish.ts';
import { publishedLogos } from '../../functions/rendering/document/logo-art.ts';
import { exampleTranscript } from '../../functions/rendering/preview/example-transcript.ts';
import { openFontLibrary } from '../../functions/rendering/template-fonts.ts';
import {
  openTranscriptContext,
  renderTranscript,
} from '../../functions/rendering/transcript/render-transcript.ts';
import { templatesDirectory } from '../../functions/runtime/wiring/templates-directory.ts';
import { CREDENTIAL, DESIGNS, example } from './document-examples.ts';

const GOLDEN = fileURLToPath(new URL('../golden/rendering/documents.json', import.meta.url));

let renderer: Renderer;
beforeAll(() => {
  renderer = loadRenderer(templatesDirectory());
});

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

  test('in another time zone and locale, in another process', () => {
    const script = `
      import { createHash } from 'node:crypto';
      import { loadRenderer } from './functions/rendering/certificate/renderer.ts';
      import { exampleTranscript } from './functions/rendering/preview/example-transcript.ts';
      import { openFontLibrary } from './functions/rendering/template-fonts.ts';
      import { openTranscriptContext, renderTranscript } from './functions/rendering/transcript/render-transcript.ts';
      import { DESIGNS, example } from './test/rendering/document-examples.ts';
      const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
      const renderer = loadRenderer('templates');
      const hashes = {};
      for (const design of DESIGNS) hashes[design] = sha256(await renderer.render(example(design)));
      const context = openTranscriptContext('templates', openFontLibrary('templates'));
      hashes.transcript = sha256(await renderTranscript(exampleTranscript(), context));
      process.stdout.write(JSON.stringify(hashes));`;
    const root = fileURLToPath(new URL('../..', import.meta.url));
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module-typescript', '-e', script], {
      cwd: root,
      env: { PATH: process.env.PATH, TZ: 'Pacific/Auckland', LANG: 'ar_SA.UTF-8', LC_ALL: 'ar_SA.UTF-8' },
    });
    // The golden hashes, which the first test compares with what this process renders.
    const golden = JSON.parse(readFileSync(GOLDEN, 'utf8')) as Record<string, string | { plain: string }>;
    const expected = Object.fromEntries(
      Object.entries(golden).map(([name, hash]) => [name, typeof hash === 'string' ? hash : hash.plain]),
    );
    expect(stdout.length ? JSON.parse(stdout.toString()) : stderr.toString()).toEqual(expected);
  });

  test('and the published designs and logos are the ones that their sources compile to', async () => {
    for (const { name, bytes } of await compileAll(templatesDirectory())) {
      const published = readFileSync(join(templatesDirectory(), 'published', name));
      expect({ name, same: published.equals(bytes) }).toEqual({ name, same: true });
    }
  });
});
