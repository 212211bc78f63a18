/** Draws the card of each issuer, and of the service, that is shown where a link is shared: `node infra/tools/cards/write-share-cards.ts`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openFontLibrary } from '../../../functions/rendering/template-fonts.ts';
import { readIssuers } from '../../check-issuers.ts';
import { shareCard } from './share-card.ts';

const TEMPLATES = join(import.meta.dirname, '..', '..', '..', 'templates');
const SERVICE = { issuerId: 'service', nameAr: 'توثيق', nameEn: 'Tawtheeq', logo: null };

try {
  const library = openFontLibrary(TEMPLATES);
  for (const content of [SERVICE, ...readIssuers(TEMPLATES)]) {
    const file = join(TEMPLATES, 'pages', 'assets', `card-${content.issuerId}.png`);
    writeFileSync(file, await shareCard(content, TEMPLATES, library));
    process.stdout.write(`${file}\n`);
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
