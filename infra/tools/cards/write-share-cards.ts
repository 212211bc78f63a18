/** Draws the card of each issuer, and of the service, that is shown where a link is shared: `node infra/tools/cards/write-share-cards.ts`. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openFontLibrary } from '../../../functions/rendering/template-fonts.ts';
import { loadIssuers } from '../../../functions/runtime/wiring/issuers.ts';
import { shareCard } from './share-card.ts';

const TEMPLATES = join(import.meta.dirname, '..', '..', '..', 'templates');
const library = openFontLibrary(TEMPLATES);
const service = { nameAr: 'توثيق', nameEn: 'Tawtheeq', logo: null };
const issuers = loadIssuers(TEMPLATES);
for (const { issuerId, logo } of issuers.values())
  if (!existsSync(join(TEMPLATES, 'published', `${logo}.pdf`))) {
    process.stderr.write(
      `${issuerId}: there is no published logo ${logo}; draw templates/issuers/assets/${logo}.svg and run templates/designs/publish.ts first\n`,
    );
    process.exit(1);
  }
for (const [name, content] of [['service', service] as const, ...issuers]) {
  const file = join(TEMPLATES, 'pages', 'assets', `card-${name}.png`);
  writeFileSync(file, await shareCard(content, TEMPLATES, library));
  process.stdout.write(`${file}\n`);
}
