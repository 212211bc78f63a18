import { beforeAll, describe, expect } from '@jest/globals';
import { loadRenderer, type Renderer } from '../../functions/rendering/certificate/renderer.ts';
import { readDesignSource } from '../../functions/rendering/design/design-source.ts';
import { templatesDirectory } from '../../functions/runtime/wiring/templates-directory.ts';
import { DESIGNS, example } from './document-examples.ts';
import { rotatedWithNoise } from './greymap.ts';
import { fileOf, run, testWith } from './tools.ts';

let renderer: Renderer;
beforeAll(() => {
  renderer = loadRenderer(templatesDirectory());
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

  read.each(DESIGNS)('at 72 dpi in %s, and rotated with noise at 120 dpi', async (design) => {
    const path = fileOf(await renderer.render(example(design)));
    const page = (dpi: number, part: string[]) =>
      run('pdftoppm', ['-gray', '-r', String(dpi), ...part, '-singlefile', path]);
    expect(decode(page(72, []))).toBe(address);
    expect(decode(rotatedWithNoise(page(120, around(design, 120)), 7, 30))).toBe(address);
  });

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
  );

  read('with a base address that has a port', async () => {
    const snapshot = { ...example('course@1'), baseUrl: 'http://127.0.0.1:8080' };
    const page = run('pdftoppm', [
      '-gray',
      '-r',
      '72',
      '-singlefile',
      fileOf(await renderer.render(snapshot)),
    ]);
    expect(decode(page)).toBe('HTTP://127.0.0.1:8080/V/B1P90CH35ABARTZ768');
  });
});
