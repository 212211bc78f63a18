import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CertificateSnapshot, PrintedIssuer } from '../../domain/certificate/certificate.ts';
import { certificateIdFrom } from '../../domain/certificate/certificate-id.ts';
import type { CountryProfile } from '../../domain/issuer.ts';
import { templatesDirectory } from '../../runtime/wiring/templates-directory.ts';
import {
  openRenderContext,
  PUBLISHED_FOLDER,
  publishedDesigns,
  type Renderer,
  rendererOf,
} from '../certificate/renderer.ts';
import type { RenderContext } from '../certificate/shared-page.ts';
import { compileDesign } from '../design/compile-design.ts';
import { compileLogo } from '../design/compile-logo.ts';
import { readDesignSource } from '../design/design-source.ts';
import type { LogoArt } from '../design/logo-art.ts';
import { designFolders } from '../design/publish.ts';
import { type FontLibrary, openFontLibrary } from '../fonts/font-library.ts';
import { openTranscriptContext, renderTranscript } from '../transcript/render-transcript.ts';
import { exampleSnapshot } from './example-snapshot.ts';
import { exampleTranscript } from './example-transcript.ts';
import { HARD_NAMES, HARD_SIGNATORY, HARD_TITLES, type HardName } from './gallery.ts';

/** A document of the preview. */
export interface PreviewFile {
  /** The design, or `letter`. */
  readonly design: string;
  /** The hard name or title it shows. */
  readonly shows: string;
  readonly path: string;
}

/**
 * Compiles the designs as they are in the templates' folder now, published or not, and renders each with an
 * example and the gallery of hard names into `outDir`; an example of every older version that is published, and
 * a letter of hours. A broken design is refused with file and line.
 */
export function writePreview(outDir: string, templatesDir: string = templatesDirectory()): PreviewFile[] {
  const library = openFontLibrary(templatesDir);
  const logo = drawnLogos(templatesDir);
  const renderer = sourceRenderer(templatesDir, library, logo);
  const documents = renderer.designs.flatMap((design) =>
    previewSnapshots(design).map(({ shows, snapshot }) => ({
      design,
      shows,
      render: () => renderer.render(snapshot),
    })),
  );
  const older = olderRenderer(templatesDir, renderer.designs, library, logo);
  for (const design of older.designs) {
    const [example] = previewSnapshots(design);
    if (example)
      documents.push({ design, shows: example.shows, render: () => older.render(example.snapshot) });
  }
  const transcriptContext = { ...openTranscriptContext(templatesDir, library), logo };
  documents.push({
    design: 'letter',
    shows: 'example',
    render: () => renderTranscript(exampleTranscript(), transcriptContext),
  });
  return documents.map(({ design, shows, render }) => {
    mkdirSync(join(outDir, design), { recursive: true });
    const path = join(outDir, design, `${shows}.pdf`);
    writeFileSync(path, render());
    return { design, shows, path };
  });
}

/** A renderer of the designs' sources instead of their published versions. */
export function sourceRenderer(
  templatesDir: string,
  library: FontLibrary = openFontLibrary(templatesDir),
  logo: RenderContext['logo'] = drawnLogos(templatesDir),
): Renderer {
  const contexts = new Map<string, RenderContext>(
    designFolders(templatesDir).map((folder) => {
      const design = compileDesign(readDesignSource(templatesDir, folder), library);
      return [design.design, { library, design, logo, sharedPages: new Map() }];
    }),
  );
  return rendererOf([...contexts.keys()], (design) => contexts.get(design) as RenderContext);
}

/** A renderer of the published versions that the sources have gone on from. */
function olderRenderer(
  templatesDir: string,
  current: readonly string[],
  library: FontLibrary,
  logo: RenderContext['logo'],
): Renderer {
  const published = existsSync(join(templatesDir, PUBLISHED_FOLDER)) ? publishedDesigns(templatesDir) : [];
  const older = published.filter((design) => !current.includes(design));
  return rendererOf(older, (design) => openRenderContext(templatesDir, design, library, logo));
}

/** The logos as they are drawn, published or not. */
function drawnLogos(templatesDir: string): RenderContext['logo'] {
  const logos = new Map<string, LogoArt>();
  return (name) => {
    const file = join(templatesDir, 'issuers', 'assets', `${name}.svg`);
    const art = logos.get(name) ?? compileLogo(readFileSync(file, 'utf8'), file);
    logos.set(name, art);
    return art;
  };
}

/** Whom the design of teams and institutions is for. */
const TEAM = {
  kind: 'institution',
  gender: 'unspecified',
  nameAr: 'فريق نبض الروابي التطوعي',
  nameEn: 'Nabd Alrawabi Volunteer Team',
} as const;

/** What a design is previewed with: an example, every line it may have, every hard name, title and signatory. */
export function previewSnapshots(design: string): { shows: string; snapshot: CertificateSnapshot }[] {
  const joint = design.startsWith('joint');
  const ofTeam = design.startsWith('team');
  const example = (country: CountryProfile): CertificateSnapshot => {
    const snapshot = exampleSnapshot(design, { partners: joint ? 1 : 0, country });
    return ofTeam ? { ...snapshot, holder: { ...snapshot.holder, ...TEAM } } : snapshot;
  };
  const base = example('SA');
  const named = (name: HardName, index: number): CertificateSnapshot => ({
    ...base,
    certificateId: certificateIdFrom(Uint8Array.from({ length: 10 }, (_, i) => (index * 37 + i * 11) & 255)),
    holder: {
      ...base.holder,
      kind: name.institution || ofTeam ? 'institution' : 'individual',
      gender: ofTeam
        ? 'unspecified'
        : ((['male', 'female', 'unspecified'] as const)[index % 3] ?? 'unspecified'),
      nameAr: name.nameAr,
      nameEn: name.nameEn,
    },
    minutes: [1890, 60, 120, 185, 660, 6180, 45, 12_000][index % 8] ?? 60,
  });
  const [first, ...partners] = base.issuers;
  const signed = (issuer: PrintedIssuer): PrintedIssuer => ({
    ...issuer,
    signatories: [HARD_SIGNATORY, HARD_SIGNATORY, HARD_SIGNATORY],
  });
  return [
    { shows: 'example', snapshot: base },
    { shows: 'iraq', snapshot: example('IQ') },
    ...HARD_NAMES.map((name, index) => ({ shows: name.id, snapshot: named(name, index) })),
    ...HARD_TITLES.map(({ id, titleAr, titleEn }) => ({
      shows: id,
      snapshot: { ...base, titleAr, titleEn },
    })),
    {
      shows: 'signatories',
      snapshot: {
        ...base,
        issuers: [signed(first), ...partners.map(signed)],
      },
    },
    {
      shows: 'every-line',
      snapshot: { ...base, validUntil: '2027-08-20', supersedes: 'B1P90CH35ABARTZ768' },
    },
  ];
}
