import type { CompiledElement } from '../certificate/compiled-design.ts';
import type { TextPlacement } from '../text/text-placement.ts';
import type { DesignSource, LayoutElement } from './design-source.ts';
import { rgb } from './vector-art.ts';

/** Compiles an element of a layout: y upwards as in PDF, colours as operands, styles resolved. */
export function compileElement(element: LayoutElement, source: DesignSource): CompiledElement {
  const { height } = source.layout.page;
  const up = ([x, y, w, h]: readonly [number, number, number, number]) =>
    [x, height - y - h, x + w, height - y] as const;
  const turned = (band: readonly [number, number]) => [height - band[1], height - band[0]] as const;
  const fromBelow = (band: readonly [number, number] | undefined) => band && turned(band);
  const { file } = source.art;
  switch (element.kind) {
    case 'text': {
      const wording = source.wording[element.language][element.wording] ?? '';
      return {
        kind: 'text',
        language: element.language,
        wording,
        placement: {
          ...element,
          ...styled(source, element.style, element.minimumSize),
          y: height - element.y,
          band: fromBelow(element.band),
          spareLine: element.spareLine && {
            leading: element.spareLine.leading,
            band: turned(element.spareLine.band),
          },
        },
        tag: element.tag,
        link: element.link,
      };
    }
    case 'qr':
      return {
        kind: 'qr',
        language: element.language,
        box: up([element.x, element.y, element.size, element.size]),
      };
    case 'logo':
      return { ...element, box: up(element.box) };
    case 'seal':
      return { kind: 'seal', box: up(element.box), colour: rgb(element.colour, file, 1) };
    case 'issuers': {
      const { language, x, width, gap, lines, leading, grow, band, logos, most } = element;
      const name = {
        ...styled(source, element.style, element.minimumSize),
        language,
        x: 0,
        y: height - element.y,
        width,
        align: 'centre',
        lines,
        leading,
        prefer: 'break',
        grow,
        band: fromBelow(band),
      } as const;
      const edges = logos && ([height - logos.y - logos.height, height - logos.y] as const);
      return { kind: 'issuers', language, name, x, width, gap, logos: edges ?? null, most };
    }
    case 'signatories': {
      const column = {
        language: element.language,
        x: 0,
        width: element.width,
        align: 'centre',
        lines: 1,
        leading: 1.2,
        prefer: 'shrink',
        grow: 'down',
      } as const;
      const name = styled(source, element.nameStyle);
      return {
        kind: 'signatories',
        language: element.language,
        issuer: element.issuer,
        name: { ...column, ...name, y: height - element.y },
        title: {
          ...column,
          ...styled(source, element.titleStyle),
          y: height - element.y - name.size * 1.35,
          lines: element.titleLines,
          prefer: 'break',
        },
        x: element.x,
        width: element.width,
        gap: element.gap,
        rule: element.rule ? rgb(element.rule, file, 1) : null,
      };
    }
  }
}

/** Returns font, sizes and colour of a style. */
function styled(
  source: DesignSource,
  name: string,
  minimumSize?: number,
): Pick<TextPlacement, 'face' | 'size' | 'minimumSize' | 'colour'> {
  const style = source.layout.styles[name];
  if (!style) throw new Error(`there is no style ${name}`);
  return {
    face: style.face,
    size: style.size,
    minimumSize: minimumSize ?? style.size * 0.75,
    colour: rgb(style.colour, source.art.file, 1),
  };
}
