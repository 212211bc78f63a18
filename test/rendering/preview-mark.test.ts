import { beforeAll, expect, test } from '@jest/globals';
import { loadRenderer } from '../../functions/rendering/certificate/renderer.ts';
import { exampleSnapshot } from '../../functions/rendering/preview/example-snapshot.ts';
import { markPreview } from '../../functions/rendering/preview/mark-preview.ts';
import { openFontLibrary } from '../../functions/rendering/template-fonts.ts';
import type { FontLibrary } from '../../functions/rendering/text/font-library.ts';
import { templatesDirectory } from '../../functions/runtime/wiring/templates-directory.ts';
import { pdfiumLines } from './extraction.ts';

let library: FontLibrary;
beforeAll(() => {
  library = openFontLibrary(templatesDirectory());
});

test.each(['participation@1', 'course@1', 'joint@1', 'team@1'])(
  'a preview has its words across the page, and what the certificate says: %s',
  async (design) => {
    const renderer = loadRenderer(templatesDirectory(), { library });
    const snapshot = exampleSnapshot(design, { partners: design === 'joint@1' ? 1 : 0 });
    const lines = await pdfiumLines(await markPreview(await renderer.render(snapshot), library));
    expect(lines.join(' ').match(/PREVIEW/g)).toHaveLength(3);
    expect(lines.join(' ')).toContain(snapshot.holder.nameEn);
  },
);
