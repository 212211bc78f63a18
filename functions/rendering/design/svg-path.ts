import SvgPath from 'svgpath';
import { pdfNumbers } from '../text/operands.ts';

/**
 * Returns the PDF operators for the `d` of an SVG path.
 *
 * @throws RangeError that says which part of `d` is no path data.
 */
export function svgPathOperators(d: string): string {
  const path = new SvgPath(d);
  // The package keeps what it understood of a faulty path; its types lack the member with the fault.
  const { err } = path as unknown as { readonly err: string };
  if (err) throw new RangeError(err);
  const out: string[] = [];
  const add = (operator: string, ...values: number[]) =>
    out.push(`${pdfNumbers(values.map(hundredth))} ${operator}`);
  path
    .abs()
    .unshort()
    .unarc()
    .iterate((segment, _, x, y) => {
      const [command, a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = segment as [string, ...number[]];
      if (command === 'M') add('m', a, b);
      else if (command === 'L') add('l', a, b);
      else if (command === 'H') add('l', a, y);
      else if (command === 'V') add('l', x, a);
      else if (command === 'C') add('c', a, b, c, d, e, f);
      else if (command === 'Q')
        add(
          'c',
          x + (2 / 3) * (a - x),
          y + (2 / 3) * (b - y),
          c + (2 / 3) * (a - c),
          d + (2 / 3) * (b - d),
          c,
          d,
        );
      else out.push('h');
    });
  return out.join('\n');
}

function hundredth(value: number): number {
  return Math.round(value * 100) / 100;
}
