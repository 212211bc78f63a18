import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CertificateSnapshot } from '../../functions/domain/certificate/certificate.ts';
import { qrAddress } from '../../functions/domain/certificate/verification-address.ts';
import { certificateSentence } from '../../functions/rendering/certificate/certificate-wording.ts';
import { compileDesign } from '../../functions/rendering/design/compile-design.ts';
import { readDesignSource } from '../../functions/rendering/design/design-source.ts';
import { qrSymbol } from '../../functions/rendering/document/qr-code.ts';
import { type FaceName, FONT_FILES, openFontLibrary } from '../../functions/rendering/template-fonts.ts';
import { fitPlacement } from '../../functions/rendering/text/text-placement.ts';
import { templatesDirectory } from '../../functions/runtime/wiring/templates-directory.ts';
import { PEOPLE, person } from './people.ts';
import type { Scene, SceneFile, SceneLine } from './scene-file.ts';

/** Writes the scenes of all people, so that the peers draw prepared lines and load no layout of ours. */
export function writeScenes(path: string): void {
  const make = sceneMaker();
  const folder = join(templatesDirectory(), 'fonts');
  const fonts = Object.fromEntries(
    Object.entries(FONT_FILES).map(([face, file]) => [face, join(folder, file)]),
  ) as Record<FaceName, string>;
  const file: SceneFile = { fonts, scenes: Array.from({ length: PEOPLE }, (_, i) => make(person(i))) };
  writeFileSync(path, JSON.stringify(file));
}

/** Returns a function that lays out a certificate with the design `participation`. */
function sceneMaker(): (snapshot: CertificateSnapshot) => Scene {
  const library = openFontLibrary(templatesDirectory());
  const source = readDesignSource(templatesDirectory(), 'participation');
  const { elements } = compileDesign(source, library);
  const texts = source.layout.elements.filter((element) => element.kind === 'text');
  const placements = elements.filter((element) => element.kind === 'text');
  return (snapshot) => {
    const lines: SceneLine[] = [];
    for (const element of texts) {
      const wording = source.wording[element.language][element.wording];
      const text = wording === undefined ? null : certificateSentence(wording, snapshot, element.language);
      const style = source.layout.styles[element.style];
      const compiled = placements.find(
        ({ placement }) => placement.x === element.x && placement.language === element.language,
      );
      if (text === null || !style || !compiled) continue;
      const placement = {
        ...compiled.placement,
        ...element,
        face: style.face,
        size: style.size,
        minimumSize: element.minimumSize ?? style.size * 0.75,
        band: undefined,
      };
      const fitted = fitPlacement(library, placement, text);
      fitted.lines.forEach((line, i) => {
        const width = (line.width * fitted.size) / 1000;
        const x =
          element.align === 'centre'
            ? element.x
            : element.align === 'right'
              ? element.x - width / 2
              : element.x + width / 2;
        const y = element.y + i * fitted.size * element.leading;
        lines.push({
          text: line.text,
          rightToLeft: element.language === 'ar',
          face: style.face,
          size: fitted.size,
          x,
          y,
          width,
          colour: style.colour,
        });
      });
    }
    const { rectangles, modules } = qrSymbol(qrAddress(snapshot));
    let path = '';
    for (let i = 0; i < rectangles.length; i += 4) {
      const [x = 0, y = 0, w = 0, h = 0] = rectangles.subarray(i, i + 4);
      path += `M${x} ${modules - y - h}h${w}v${h}h-${w}z`;
    }
    return { id: snapshot.certificateId, lines, qr: { path, modules, x: 64, y: 456, size: 72 } };
  };
}
