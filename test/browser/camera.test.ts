import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import encodeQR from 'qr';
import { PREVIEW_IDS } from '../verification/preview.ts';
import { openSite, type Site } from './site.ts';

const [WIDTH, HEIGHT] = [640, 480];
const folder = mkdtempSync(join(tmpdir(), 'camera-'));
let site: Site;

beforeAll(async () => {
  const film = join(folder, 'film.y4m');
  writeFileSync(film, filmOf(`HTTPS://VERIFY.EXAMPLE.ORG/V/${PREVIEW_IDS.revoked}`));
  site = await openSite(undefined, [
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${film}`,
  ]);
});
afterAll(async () => {
  await site?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('the camera reads the QR code of a certificate and opens its page', async () => {
  const page = await site.browser.newPage();
  await page.goto(`${site.base}/verify?lang=en`);
  await page.getByRole('button', { name: 'Scan with the camera' }).click();
  await page.waitForURL(`**/verify/${PREVIEW_IDS.revoked}?lang=en`, { timeout: 90_000 });
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Revoked');
});

/** Returns a film of one image: a paper with a QR code. */
function filmOf(address: string): Buffer {
  const modules = encodeQR(address, 'raw', { border: 4 });
  const side = Math.floor(HEIGHT / modules.length);
  const light = Buffer.alloc(WIDTH * HEIGHT, 235);
  for (const [row, line] of modules.entries())
    for (const [column, dark] of line.entries())
      if (dark)
        for (let y = row * side; y < (row + 1) * side; y += 1)
          light.fill(16, y * WIDTH + column * side, y * WIDTH + (column + 1) * side);
  const colours = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
  const header = `YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`;
  return Buffer.concat([Buffer.from(header), Buffer.from('FRAME\n'), light, colours]);
}
