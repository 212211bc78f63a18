import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import type { Contestant } from '../people.ts';
import { fontFile, PAGE, scene } from '../scene-file.ts';

const EXECUTABLE = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
);

/**
 * Starts one browser with one page and loads the fonts once. Replaces the body for each certificate, the fastest way.
 */
export async function open(): Promise<Contestant> {
  if (!EXECUTABLE) throw new Error('there is no Chromium on this machine');
  const browser = await chromium.launch({
    executablePath: EXECUTABLE,
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const page = await browser.newPage();
  const faces = (['amiri', 'amiri-bold', 'plex'] as const)
    .map((face) => `@font-face{font-family:${face};src:url(${pathToFileURL(fontFile(face))})}`)
    .join('');
  const file = join(mkdtempSync(join(tmpdir(), 'bench-')), 'page.html');
  writeFileSync(
    file,
    `<!doctype html><meta charset="utf-8"><style>${faces}@page{size:${PAGE.width}pt ${PAGE.height}pt;margin:0}body{margin:0}p{position:absolute;margin:0;white-space:nowrap;text-align:center;line-height:1}i{position:absolute;display:block}</style><body>`,
  );
  await page.goto(pathToFileURL(file).href);
  return {
    async render(index) {
      const { lines, qr } = scene(index);
      const body = lines
        .map(
          ({ text, rightToLeft, face, size, x, y, width, colour }) =>
            `<p dir="${rightToLeft ? 'rtl' : 'ltr'}" style="font:${size}pt ${face};color:${colour};left:${x - width / 2 - 60}pt;top:${y - size}pt;width:${width + 120}pt">${text}</p>`,
        )
        .join('');
      const frames = [22, 42]
        .map(
          (inset) =>
            `<i style="left:${inset}pt;top:${inset}pt;width:${PAGE.width - 2 * inset}pt;height:${PAGE.height - 2 * inset}pt;border:1pt solid #ab8748"></i>`,
        )
        .join('');
      const symbol = `<svg style="position:absolute;left:${qr.x}pt;top:${qr.y}pt" width="${qr.size}pt" height="${qr.size}pt" viewBox="0 0 ${qr.modules} ${qr.modules}"><path d="${qr.path}"/></svg>`;
      await page.evaluate(
        `document.body.innerHTML = ${JSON.stringify(frames + body + symbol)}; document.fonts.ready.then(() => 0)`,
      );
      return page.pdf({ preferCSSPageSize: true, printBackground: true });
    },
    close: () => browser.close(),
  };
}
