import { describe, expect, test } from '@jest/globals';
import { decodePDFRawStream, PDFDict, PDFDocument, PDFHexString, PDFName, PDFRawStream } from 'pdf-lib';
import type { CertificateSnapshot, PrintedIssuer } from '../../functions/domain/certificate/certificate.ts';
import { credentialClaims } from '../../functions/proof/credential.ts';
import { loadIssuers } from '../../functions/runtime/wiring/issuers.ts';
import { templatesDirectory } from '../../functions/runtime/wiring/templates-directory.ts';
import { idOf, issuedOf, snapshotOf } from '../certificates.ts';
import { DESIGN_RENDERER } from '../proof/reading/designed-certificate.ts';
import { pdfiumLines } from '../rendering/extraction.ts';
import { MemoryRegister, verificationClient } from './verification-client.ts';

const ID = idOf(1);
const ENTITIES: readonly PrintedIssuer[] = [...loadIssuers(templatesDirectory()).values()]
  .filter(({ logo }) => logo)
  .map(({ issuerId, nameAr, nameEn, domain, logo }, index) => ({
    ...{ issuerId, nameAr, nameEn, domain, logo: logo ?? '' },
    signatories: [
      {
        nameAr: `موقّع ${'أبجد'[index]}`,
        nameEn: `Signer ${'ABCD'[index]}`,
        titleAr: 'مدير',
        titleEn: 'Head',
      },
    ],
  }));

const jointly = (count: number): CertificateSnapshot =>
  snapshotOf({
    design: 'joint@1',
    disclosure: 'full',
    issuers: ENTITIES.slice(0, count) as unknown as CertificateSnapshot['issuers'],
  });

/** Returns what a paper shows of its entities: the logos by their descriptions, how often a logo is drawn, and its text. */
async function paperOf(snapshot: CertificateSnapshot) {
  const bytes = await DESIGN_RENDERER.render(snapshot);
  const document = await PDFDocument.load(bytes);
  const objects = document.context.enumerateIndirectObjects().map(([, object]) => object);
  const figures = objects.flatMap((object) => {
    if (!(object instanceof PDFDict) || object.get(PDFName.of('S')) !== PDFName.of('Figure')) return [];
    const alt = object.get(PDFName.of('Alt'));
    return alt instanceof PDFHexString ? [alt.decodeText()] : [];
  });
  const content = objects
    .filter((object) => object instanceof PDFRawStream)
    .map((stream) => Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1'))
    .join('\n');
  return { figures, content, text: (await pdfiumLines(bytes)).join(' ') };
}

describe.each([2, 3, 4])('a certificate of %i entities', (count) => {
  const snapshot = jointly(count);
  const [issuer, ...partners] = snapshot.issuers;

  test('shows the logo, the names and the signatory of each, once, and of no other', async () => {
    const { figures, content, text } = await paperOf(snapshot);
    const logos = figures.filter((alt) => /شعار|[Ll]ogo/.test(alt));
    expect(logos).toHaveLength(count);
    for (const { nameAr, nameEn } of snapshot.issuers)
      expect(logos.filter((alt) => alt.includes(nameAr) || alt.includes(nameEn))).toHaveLength(1);
    const drawn = [...content.matchAll(/cm \/(L\w+) Do Q/g)].map(([, resource]) => resource);
    expect([drawn.length, new Set(drawn).size]).toEqual([count, count]);
    for (const [index, { nameAr, nameEn, signatories }] of ENTITIES.entries()) {
      const names = [...nameAr.split(' '), ...nameEn.split(' ')];
      if (index < count) for (const word of names) expect(text).toContain(word);
      expect(text.includes(signatories[0]?.nameEn ?? '')).toBe(index < count);
    }
  });

  test('names the same on its page, in JSON and in its credential', async () => {
    const send = verificationClient(new MemoryRegister(issuedOf(snapshot)));
    const { body = '' } = await send('GET', `/verify/${ID}`, { headers: { accept: 'application/json' } });
    const answer = JSON.parse(body);
    const namesOf = ({ issuerId, nameAr, nameEn }: PrintedIssuer) => ({ issuerId, nameAr, nameEn });
    expect([answer.issuer, ...answer.partners].map(namesOf)).toEqual(snapshot.issuers.map(namesOf));
    for (const lang of ['ar', 'en'] as const) {
      const page = await send('GET', `/verify/${ID}?lang=${lang}`, { headers: { accept: 'text/html' } });
      const facts = /<dl class="facts">[\s\S]*?<\/dl>/.exec(page.body ?? '')?.[0] ?? '';
      expect(facts.match(/class="entity"/g)).toHaveLength(count);
      for (const { nameAr, nameEn, domain } of snapshot.issuers)
        for (const name of [nameAr, nameEn, domain]) expect(facts).toContain(name);
    }
    const claims = JSON.stringify(credentialClaims(snapshot));
    expect(claims).toContain(issuer.nameEn);
    for (const { nameAr, nameEn } of partners) expect(claims).toContain(`with ${nameEn} (${nameAr})`);
    for (const { nameEn } of ENTITIES.slice(count)) expect(claims).not.toContain(nameEn);
  });
});
