/**
 * Measures the CPU time of drawing and packing the picture that an email carries, of one document in one process:
 * `node test/bench/picture-cpu.ts [rounds]`. Prints the median of the rounds; the first two warm up.
 */
import { loadRenderer } from '../../functions/rendering/certificate/renderer.ts';
import { certificatePicture } from '../../functions/rendering/picture/certificate-picture.ts';
import { exampleSnapshot } from '../../functions/rendering/preview/example-snapshot.ts';
import { openFontLibrary } from '../../functions/rendering/template-fonts.ts';
import { templatesDirectory } from '../../functions/runtime/wiring/templates-directory.ts';

const WARM_UP = 2;
const rounds = Number(process.argv[2] ?? 20);

const library = openFontLibrary(templatesDirectory());
const renderer = loadRenderer(templatesDirectory(), { library });
const document = await renderer.render(exampleSnapshot('participation@1'));
const times: number[] = [];
let bytes = 0;
for (let round = -WARM_UP; round < rounds; round += 1) {
  const before = process.cpuUsage();
  bytes = (await certificatePicture(document)).length;
  const { user, system } = process.cpuUsage(before);
  if (round >= 0) times.push((user + system) / 1000);
}
const median = times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)];
console.log(`${median?.toFixed(0)} ms of CPU for a picture of ${bytes} bytes`);
