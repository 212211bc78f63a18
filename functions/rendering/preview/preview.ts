import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Award, CertificateSnapshot, PrintedIssuer } from '../../domain/certificate/certificate.ts';
import { certificateIdFrom } from '../../domain/certificate/certificate-id.ts';
import type { CountryProfile } from '../../domain/issuer.ts';
import { openDesign } from '../certificate/compiled-design.ts';
import { type Renderer, rendererOf } from '../certificate/renderer.ts';
import { type RenderContext, renderContext } from '../certificate/shared-page.ts';
import { compileDesign } from '../design/compile-design.ts';
import { compileLogo } from '../design/compile-logo.ts';
import { readDesignSource } from '../design/design-source.ts';
import { designFolders } from '../design/publish.ts';
import type { FindLogo, LogoArt } from '../document/logo-art.ts';
import { openFontLibrary } from '../template-fonts.ts';
import type { FontLibrary } from '../text/font-library.ts';
import { openTranscriptContext, renderTranscript } from '../transcript/render-transcript.ts';
import { exampleSnapshot } from './example-snapshot.ts';
import { exampleTranscript } from './example-transcript.ts';
import {
  HARD_ISSUERS,
  HARD_NAMES,
  HARD_SIGNATORY,
  HARD_TITLES,
  type HardName,
  LONG_BASE_URL,
  LONG_PERIOD,
  LONGER_SIGNATORY,
  LONGEST_ISSUER,
  LONGEST_NAME,
  LONGEST_TITLE,
} from './gallery.ts';

/** A document that the preview has written. */
export interface PreviewFile {
  /** Name and version of the design, or `transcript`. */
  readonly design: string;
  /** ID of the case that the document shows. */
  readonly shows: string;
  readonly path: string;
}

/**
 * Compiles the current designs of a templates folder, published or not, and renders every case of the gallery with each
 * of them into `outDir`, and a transcript.
 *
 * @throws TemplateFault with file and line of a mistake in a design.
 */
export async function writePreview(outDir: string, templatesDir: string): Promise<PreviewFile[]> {
  const library = openFontLibrary(templatesDir);
  const logo = sourceLogos(templatesDir);
  const renderer = sourceRenderer(templatesDir, library, logo);
  const documents = renderer.designs.flatMap((design) =>
    previewSnapshots(design).map(({ shows, snapshot }) => ({
      design,
      shows,
      render: () => renderer.render(snapshot),
    })),
  );
  const transcriptContext = { ...openTranscriptContext(templatesDir, library), logo };
  documents.push({
    design: 'transcript',
    shows: 'example',
    render: () => renderTranscript(exampleTranscript(), transcriptContext),
  });
  const files: PreviewFile[] = [];
  for (const { design, shows, render } of documents) {
    mkdirSync(join(outDir, design), { recursive: true });
    const path = join(outDir, design, `${shows}.pdf`);
    writeFileSync(path, await render());
    files.push({ design, shows, path });
  }
  return files;
}

/** Returns a renderer of the current sources of the designs. */
function sourceRenderer(templatesDir: string, library: FontLibrary, logo: FindLogo): Renderer {
  const contexts = new Map<string, RenderContext>(
    designFolders(templatesDir).map((folder) => {
      const design = compileDesign(readDesignSource(templatesDir, folder), library);
      return [design.design, renderContext({ library, design: openDesign(design), logo })];
    }),
  );
  return rendererOf([...contexts.keys()], (design) => contexts.get(design) as RenderContext);
}

/** Compiles the current sources of the logos, each once. */
function sourceLogos(templatesDir: string): FindLogo {
  const logos = new Map<string, LogoArt>();
  return (name) => {
    const file = join(templatesDir, 'issuers', 'assets', `${name}.svg`);
    const art = logos.get(name) ?? compileLogo(readFileSync(file, 'utf8'), file).art;
    logos.set(name, art);
    return art;
  };
}

/** The holder that the design for teams and institutions is previewed with. */
const TEAM = {
  kind: 'institution',
  gender: 'unspecified',
  nameAr: 'فريق نبض الروابي التطوعي',
  nameEn: 'Nabd Alrawabi Volunteer Team',
} as const;

const ofInstitution = (snapshot: CertificateSnapshot): CertificateSnapshot => ({
  ...snapshot,
  holder: { ...snapshot.holder, ...TEAM },
  experience: false,
});

const RECOGNITIONS: readonly { shows: string; award: Award }[] = [
  { shows: 'annual', award: { kind: 'annual', issuerId: 'rawabi-health-cluster', year: 2025 } },
  { shows: 'milestone', award: { kind: 'milestone', issuerId: 'rawabi-health-cluster', hours: 100 } },
];

/** Returns issuers with long names, each with one of the signatories of the example. */
function longIssuers({ issuers }: CertificateSnapshot, count: number): CertificateSnapshot['issuers'] {
  const [first] = issuers;
  const named = HARD_ISSUERS.slice(0, count).map(
    (names): PrintedIssuer => ({ ...first, ...names, signatories: first.signatories.slice(0, 1) }),
  );
  return named as [PrintedIssuer, ...PrintedIssuer[]];
}

/**
 * Returns the cases of the gallery for a design: an example, hard names, titles and signatories, every optional line.
 */
export function previewSnapshots(design: string): { shows: string; snapshot: CertificateSnapshot }[] {
  const joint = design.startsWith('joint');
  const ofTeam = design.startsWith('team');
  const example = (country: CountryProfile): CertificateSnapshot => {
    const snapshot = exampleSnapshot(design, { partners: joint ? 1 : 0, country });
    return ofTeam ? ofInstitution(snapshot) : snapshot;
  };
  const base = example('SA');
  const named = (name: HardName, index: number): CertificateSnapshot => ({
    ...base,
    certificateId: certificateIdFrom(Uint8Array.from({ length: 10 }, (_, i) => (index * 37 + i * 11) & 255)),
    experience: base.experience && !name.institution,
    holder: {
      ...base.holder,
      kind: name.institution || ofTeam ? 'institution' : 'individual',
      gender: ofTeam
        ? 'unspecified'
        : ((['female', 'male', 'unspecified'] as const)[index % 3] ?? 'unspecified'),
      nameAr: name.nameAr,
      nameEn: name.nameEn,
    },
    minutes: [1890, 60, 120, 185, 660, 6180, 45, 12_000][index % 8] ?? 60,
  });
  const [first, ...partners] = base.issuers;
  // As many as each design has room for.
  const signed = (issuer: PrintedIssuer): PrintedIssuer => ({
    ...issuer,
    signatories: Array.from({ length: joint ? 2 : 3 }, () => HARD_SIGNATORY),
  });
  const { titleAr, titleEn } = LONGER_SIGNATORY;
  const longSignatories = [
    LONGER_SIGNATORY,
    ...(joint || design.startsWith('course') ? [LONGER_SIGNATORY] : []),
    ...first.signatories.slice(0, 1).map((one) => ({ ...one, titleAr, titleEn })),
  ];
  const signedAtLength: CertificateSnapshot['issuers'] = [
    { ...first, signatories: longSignatories },
    ...partners.map((partner) => ({ ...partner, signatories: [] })),
  ];
  return [
    { shows: 'example', snapshot: base },
    { shows: 'iraq', snapshot: example('IQ') },
    ...HARD_NAMES.map((name, index) => ({ shows: name.id, snapshot: named(name, index) })),
    ...HARD_TITLES.map(({ id, titleAr, titleEn }) => ({
      shows: id,
      snapshot: { ...base, titleAr, titleEn },
    })),
    ...(joint
      ? [
          {
            shows: 'institution-longest-title',
            snapshot: ofInstitution({
              ...base,
              titleAr: LONGEST_TITLE.titleAr,
              titleEn: LONGEST_TITLE.titleEn,
            }),
          },
        ]
      : []),
    {
      shows: 'signatories',
      snapshot: {
        ...base,
        issuers: [signed(first), ...partners.map(signed)],
      },
    },
    { shows: 'long-signatories', snapshot: { ...base, issuers: signedAtLength } },
    ...(joint ? [2, 3, 4] : [1]).map((count) => ({
      shows: `${count}-long-issuers`,
      snapshot: { ...base, issuers: longIssuers(base, count), baseUrl: LONG_BASE_URL },
    })),
    ...RECOGNITIONS.filter(() => !joint && !design.startsWith('course')).map(({ shows, award }) => ({
      shows,
      snapshot: {
        ...base,
        award,
        track: null,
        opportunityKind: null,
        titleAr: 'عام من العطاء',
        titleEn: 'A Year of Giving',
      },
    })),
    { shows: 'fifteen-minutes', snapshot: { ...base, minutes: 15, experience: false } },
    {
      shows: 'every-text-long',
      snapshot: {
        ...named(LONGEST_NAME, 0),
        titleAr: LONGEST_TITLE.titleAr,
        titleEn: LONGEST_TITLE.titleEn,
        issuers: [
          { ...longIssuers(base, 1)[0], ...LONGEST_ISSUER },
          ...(joint ? longIssuers(base, 2).slice(1) : []),
        ],
        baseUrl: LONG_BASE_URL,
        period: LONG_PERIOD,
        minutes: 601_000,
        validUntil: '2027-05-20',
        supersedes: 'B1P90CH35ABARTZ768',
      },
    },
    {
      shows: 'every-line',
      snapshot: { ...base, validUntil: '2027-08-20', supersedes: 'B1P90CH35ABARTZ768' },
    },
  ];
}
