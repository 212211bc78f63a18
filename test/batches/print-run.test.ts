import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Batch } from '../../functions/domain/batch/batch.ts';
import type {
  Certificate,
  CertificateSnapshot,
  CertificateState,
} from '../../functions/domain/certificate/certificate.ts';
import { displayId } from '../../functions/domain/certificate/certificate-id.ts';
import type { PrintRunRenderer } from '../../functions/domain/ports/print-run-renderer.ts';
import { loadRenderer, type Renderer } from '../../functions/rendering/certificate/renderer.ts';
import { exampleSnapshot } from '../../functions/rendering/preview/example-snapshot.ts';
import { openPrintRunRenderer } from '../../functions/rendering/print-run/render-print-run.ts';
import { openFontLibrary } from '../../functions/rendering/template-fonts.ts';
import { loadIssuers } from '../../functions/runtime/wiring/issuers.ts';
import { templatesDirectory } from '../../functions/runtime/wiring/templates-directory.ts';
import { type PrintRunRequest, writePrintRun } from '../../functions/workflows/batches/write-print-run.ts';
import { idOf, inState } from '../certificates.ts';
import { fileOf, run, testWith } from '../rendering/tools.ts';

let renderer: Renderer;
let printing: PrintRunRenderer;
beforeAll(() => {
  const library = openFontLibrary(templatesDirectory());
  renderer = loadRenderer(templatesDirectory(), { library });
  printing = openPrintRunRenderer(templatesDirectory(), library);
});

const NOW = '2026-04-05T06:07:00.000Z';
const ISSUER_ID = 'rawabi-health-cluster';
/** In the order of the Arabic alphabet; in English they are in another one. */
const NAMES_AR = ['أحمد', 'باسم', 'جواهر', 'خالد', 'سارة', 'عهود', 'ماجد', 'نورة', 'هند', 'ياسر'];
const NAMES_EN = ['Zayd', 'Yasir', 'Waleed', 'Omar', 'Nora', 'Majed', 'Laila', 'Huda', 'Fahad', 'Amal'];
const TITLES = [
  ['حملة التوعية', 'Vaccination Campaign'],
  ['يوم القلب', 'A Day of the Heart'],
] as const;

interface Holder {
  readonly state?: CertificateState;
  readonly validUntil?: string;
}

/** Certificates of two opportunities in the order of a manifest, with their documents. */
async function issuedCertificates(holders: readonly Holder[]) {
  const documents = new Map<string, Uint8Array>();
  const certificates: Certificate[] = [];
  for (const [index, { state = 'issued', validUntil = null }] of holders.entries()) {
    const number = (index * 7) % 10;
    const [titleAr, titleEn] = TITLES[index % 2] ?? TITLES[0];
    const snapshot: CertificateSnapshot = {
      ...exampleSnapshot('participation@1'),
      certificateId: idOf(index + 1),
      award: { kind: 'opportunity', opportunityId: `OPP-${index % 2}` },
      titleAr,
      titleEn,
      validUntil,
      holder: {
        ...exampleSnapshot('participation@1').holder,
        volunteerId: `V-${index}`,
        nameAr: `${NAMES_AR[number]} سالم الحربي`,
        nameEn: `${NAMES_EN[number]} Salem Alharbi`,
      },
    };
    const bytes = await renderer.render(snapshot);
    documents.set(snapshot.certificateId, bytes);
    const documentSha256 = createHash('sha256').update(bytes).digest('hex');
    certificates.push({ ...inState(state, snapshot), documentSha256 });
  }
  return { certificates, documents };
}

type World = Awaited<ReturnType<typeof issuedCertificates>>;

/** Writes a print run; returns its file and what it leaves out. */
async function printed({ certificates, documents }: World, format: PrintRunRequest['format']) {
  const pieces: Uint8Array[] = [];
  const certificateIds = certificates.map(({ certificateId }) => certificateId);
  const leftOut = await writePrintRun(
    { batchId: 'B-1', run: 1, name: 'print.pdf' },
    {
      batch: {
        batchId: 'B-1',
        run: 1,
        issuerIds: [ISSUER_ID],
        plan: { chunkCount: 4 },
      } as unknown as Batch,
      part: 0,
      format,
      certificateIds,
    },
    {
      register: { findMany: async (ids) => certificates.filter((one) => ids.includes(one.certificateId)) },
      documents: { read: async (id) => documents.get(id) ?? new Uint8Array() },
      results: {
        write: async (_key, _mediaType, content) => {
          for await (const piece of content) pieces.push(Buffer.from(piece));
        },
      },
      printing,
      issuers: loadIssuers(templatesDirectory()),
      now: () => NOW,
    },
  );
  return { file: Buffer.concat(pieces), leftOut };
}

/** Returns the text of each page, in one direction. */
const pagesOf = (file: Uint8Array): string[] =>
  run('pdftotext', ['-enc', 'UTF-8', '-layout', fileOf(file), '-'])
    .toString('utf8')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .split('\f')
    .slice(0, -1);

const ID = /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}-\d\d/g;
const westernDigits = (text: string) =>
  text.replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660));

describe('a print run', () => {
  testWith('pdftotext', 'qpdf').each(['print-ar', 'print-en'] as const)(
    'has each certificate once, where its list says: %s',
    async (format) => {
      const world = await issuedCertificates(Array.from({ length: 64 }, () => ({})));
      const { file, leftOut } = await printed(world, format);
      expect(leftOut).toEqual([]);
      run('qpdf', ['--check', fileOf(file)]);
      const pages = pagesOf(file);
      const idsOnPages = pages.map((page) => [...new Set(page.match(ID) ?? [])]);
      // The list repeats nobody, and the pages after it are of one certificate each.
      const coverPages = idsOnPages.findIndex((ids, index) => index > 0 && ids.length === 1);
      expect(coverPages).toBe(3);
      const inPages = idsOnPages.slice(coverPages).map(([id]) => id);
      expect(inPages).toHaveLength(64);
      expect(new Set(inPages).size).toBe(64);
      expect(idsOnPages.slice(0, coverPages).flat()).toEqual(inPages);
      const lines = pages.slice(0, coverPages).flatMap((page) => westernDigits(page).split('\n'));
      for (const [index, id] of inPages.entries()) {
        const line = lines.find((one) => one.includes(id ?? '')) ?? '';
        const numbers =
          line
            .replace(ID, ' ')
            .match(/\b\d+\b/g)
            ?.map(Number) ?? [];
        expect(numbers.sort((a, b) => a - b)).toEqual([index + 1, coverPages + index + 1]);
      }
      const holderOf = new Map(
        world.certificates.map(({ certificateId, volunteerId }) => [displayId(certificateId), volunteerId]),
      );
      // Opportunity by opportunity in the alphabet of the language, and in each by name.
      const order = inPages.map((id) => Number(holderOf.get(id ?? '')?.slice(2)));
      const first = format === 'print-ar' ? 0 : 1;
      expect(order.map((index) => index % 2)).toEqual([
        ...Array.from({ length: 32 }, () => first),
        ...Array.from({ length: 32 }, () => 1 - first),
      ]);
      const names = (format === 'print-ar' ? order : order.slice(32))
        .slice(0, 32)
        .map((index) => (index * 7) % 10);
      const byName = format === 'print-ar' ? names : names.toReversed();
      expect(byName).toEqual(names.toSorted((a, b) => a - b));
      expect(new Set(byName).size).toBe(5);
    },
  );

  testWith('pdftoppm')('prints a page as its document is', async () => {
    const world = await issuedCertificates([{}, {}, {}]);
    const { file } = await printed(world, 'print-ar');
    const picture = (bytes: Uint8Array, page: number) =>
      createHash('sha256')
        .update(run('pdftoppm', ['-r', '72', '-f', String(page), '-l', String(page), fileOf(bytes)]))
        .digest('hex');
    // Arabic titles: those of V-0 and V-2 come first.
    for (const [page, index] of [
      [2, 0],
      [4, 1],
    ] as const)
      expect(picture(file, page)).toBe(picture(world.documents.get(idOf(index + 1)) ?? file, 1));
  });

  testWith('pdftotext')('leaves out what is not in force, and says so on its list', async () => {
    const world = await issuedCertificates([
      {},
      { state: 'revoked' },
      { state: 'superseded' },
      { state: 'suspended' },
      { state: 'erased' },
      { validUntil: '2026-04-04' },
      { validUntil: '2026-04-05' },
    ]);
    const { file, leftOut } = await printed(world, 'print-en');
    expect(leftOut).toEqual([2, 3, 4, 5, 6].map(idOf));
    const [cover = '', ...pages] = pagesOf(file);
    expect(pages.map((page) => page.match(ID)?.[0])).toEqual([idOf(7), idOf(1)].map(displayId));
    expect(cover).toContain('Two certificates, by opportunity and then by name.');
    expect(cover.replace(/\s+/g, ' ')).toContain(
      'Certificates that are not in force are not printed: 1 revoked, 1 replaced, 1 suspended, 1 expired, 1 erased.',
    );
    expect(cover).toContain('5 April 2026, 09:07');
    for (const index of [1, 2, 3, 4, 5]) expect(file.includes(idOf(index + 1))).toBe(false);
  });

  test('stops at a document that is not the one that was issued', async () => {
    const world = await issuedCertificates([{}, {}]);
    world.documents.set(idOf(2), world.documents.get(idOf(1)) as Uint8Array);
    await expect(printed(world, 'print-ar')).rejects.toThrow('is not the one that was recorded');
  });
});
