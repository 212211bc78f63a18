import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { openFontLibrary } from '../../functions/rendering/template-fonts.ts';
import { loadIssuers } from '../../functions/runtime/wiring/issuers.ts';
import { templatesDirectory } from '../../functions/runtime/wiring/templates-directory.ts';
import { CARD_SIZE, shareCard } from '../../infra/tools/cards/share-card.ts';
import { idOf, inState, issuedOf, snapshotOf } from '../certificates.ts';
import { assets, BASE_URL, MemoryRegister, verificationClient } from './verification-client.ts';

const ID = idOf(1);
const headOf = async (certificate: Parameters<typeof issuedOf>[0] | 'revoked', lang = 'en') => {
  const register = new MemoryRegister(certificate === 'revoked' ? inState('revoked') : issuedOf(certificate));
  const { body = '' } = await verificationClient(register)('GET', `/verify/${ID}?lang=${lang}`, {
    headers: { accept: '*/*', 'user-agent': 'facebookexternalhit/1.1' },
  });
  const head = body.slice(0, body.indexOf('</head>'));
  return Object.fromEntries(
    [...head.matchAll(/<meta property="(og:\w+)" content="([^"]*)">/g)].map(([, name, content]) => [
      name,
      content,
    ]),
  );
};

describe('the card of a shared link', () => {
  test('names what the certificate is about and who issued it, and no holder where the policy hides the name', async () => {
    for (const disclosure of ['masked', 'match'] as const) {
      const card = await headOf(snapshotOf({ disclosure }));
      expect(card).toMatchObject({
        'og:title': 'Volunteering certificate · Healthy Heart Campaign',
        'og:url': `${BASE_URL}/verify/${ID}?lang=en`,
        'og:image': `${BASE_URL}${assets.pathOf('card-rawabi-health-cluster.png')}`,
      });
      expect(card['og:description']).toMatch(/^Rawabi Health Cluster · /);
      expect(JSON.stringify(card)).not.toMatch(/Noura|•|Valid|31/);
    }
  });

  test('names the holder where the policy shows the name', async () => {
    const card = await headOf(snapshotOf({ disclosure: 'full' }), 'ar');
    expect(card['og:title']).toBe('شهادة تطوع · نورة عبدالله البيشي · حملة القلب السليم');
  });

  test('says nothing of a revoked certificate but its issuer', async () => {
    expect((await headOf('revoked'))['og:title']).toBe('Volunteering certificate');
  });

  test.each([...loadIssuers(templatesDirectory())])(
    'of %s is as its renderer draws it',
    async (id, issuer) => {
      const file = readFileSync(`${templatesDirectory()}/pages/assets/card-${id}.png`);
      expect([file.readUInt32BE(16), file.readUInt32BE(20)]).toEqual([...CARD_SIZE]);
      const drawn = await shareCard(issuer, templatesDirectory(), openFontLibrary(templatesDirectory()));
      // After a change: node infra/tools/cards/write-share-cards.ts
      expect(Buffer.from(drawn).equals(file)).toBe(true);
    },
  );
});
