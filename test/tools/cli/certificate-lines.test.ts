import { describe, expect, jest, test } from '@jest/globals';
import { runTawtheeq } from './run-tawtheeq.ts';
import { embeddedServices } from './scripted-service.ts';

// Each command is a process of its own, which takes its time on a busy machine.
jest.setTimeout(120_000);

const GENUINE = 'B1P90CH35ABARTZ768';
const DISPLAYED = 'B1P9-0CH3-5ABA-RTZ7-68';
const { open: service } = embeddedServices();

describe('show', () => {
  const shown = async (certificate: Record<string, unknown>, lang: string) => {
    const { url } = await service({
      [`GET /certificates/${GENUINE}`]: { json: certificate },
      'GET /issuers?limit=200': {
        json: {
          items: [{ issuerId: 'shifa', nameAr: 'مبادرة شفاء', nameEn: 'Shifa Initiative' }],
          cursor: null,
        },
      },
    });
    return (await runTawtheeq(['show', GENUINE, '--lang', lang, '--url', url])).stdout;
  };
  const certificate = {
    certificateId: GENUINE,
    volunteerId: 'V-1',
    opportunityId: 'OPP-01',
    titleAr: 'استقبال الزوار',
    titleEn: 'Welcoming visitors',
    issuerId: 'rawabi-health-cluster',
    events: [],
  };

  test('prints the title of the opportunity, first in the language of the reader', async () => {
    const issued = { ...certificate, state: 'issued', revocation: null, suspendedAt: null };
    expect(await shown(issued, 'en')).toContain('Welcoming visitors – استقبال الزوار (OPP-01)');
    expect(await shown(issued, 'ar')).toContain('استقبال الزوار – Welcoming visitors (OPP-01)');
    expect(await shown(issued, 'en')).not.toMatch(/since|reason/);
  });

  test('prints why and when a certificate was revoked', async () => {
    const revocation = { at: '2026-03-05T09:00:00.000Z', reasonCode: 'hours_corrected' };
    const lines = await shown({ ...certificate, state: 'revoked', revocation, suspendedAt: null }, 'ar');
    expect(lines).toMatch(/منذ +2026-03-05 09:00:00 UTC/);
    expect(lines).toMatch(/السبب +صُحّحت ساعاتها بعد إصدارها/);
  });

  test('prints since when a certificate is suspended', async () => {
    const suspendedAt = '2026-03-06T09:00:00.000Z';
    const lines = await shown({ ...certificate, state: 'suspended', revocation: null, suspendedAt }, 'en');
    expect(lines).toMatch(/since +2026-03-06 09:00:00 UTC/);
  });

  test('names the issuer, by its ID alone when it is not listed', async () => {
    expect(await shown({ ...certificate, issuerId: 'shifa' }, 'ar')).toMatch(
      /الجهة المُصدِرة +مبادرة شفاء – Shifa Initiative \(shifa\)/,
    );
    expect(await shown(certificate, 'en')).toMatch(/issuer +rawabi-health-cluster$/m);
  });

  test('prints the note of an event beside it', async () => {
    const at = '2026-03-06T09:00:00.000Z';
    const events = [
      { action: 'issued', at: '2026-03-05T09:00:00.000Z', actor: 'C-1' },
      { action: 'suspended', at, actor: 'C-2' },
    ];
    const notes = [{ action: 'suspended', at, actor: 'C-2', note: 'Case 4' }];
    const lines = await shown({ ...certificate, events, notes }, 'en');
    expect(lines).toMatch(
      /issued +2026-03-05 09:00:00 UTC +C-1 +–\nsuspended +2026-03-06 09:00:00 UTC +C-2 +Case 4/,
    );
    expect(await shown({ ...certificate, events }, 'en')).not.toContain('note');
  });

  test('prints the ID of the replacement in its displayed form', async () => {
    const lines = await shown({ ...certificate, state: 'superseded', supersededBy: GENUINE }, 'en');
    expect(lines).toMatch(new RegExp(`replacement +${DISPLAYED}\n`));
  });
});

describe('verify', () => {
  const verified = async (answer: Record<string, unknown>, lang = 'en') => {
    const { url } = await service({
      [`GET /verify/${GENUINE}`]: {
        json: { certificateId: GENUINE, displayId: DISPLAYED, checkedAt: '2026-03-05T09:00:00Z', ...answer },
      },
    });
    return { url, ...(await runTawtheeq(['verify', GENUINE, '--lang', lang, '--url', url])) };
  };

  test('prints the displayed ID of the replacement with its full address', async () => {
    const replaced = { result: 'superseded', supersededOn: '2026-03-05', replacement: `/verify/${GENUINE}` };
    const { url, stdout } = await verified(replaced);
    expect(stdout).toContain(`${DISPLAYED} (${url}/verify/${GENUINE})`);
  });

  test('names the partners', async () => {
    const partners = [
      { nameAr: 'أمانة الروابي', nameEn: 'Rawabi Municipality', domain: 'municipality.example' },
      { nameAr: 'مبادرة شفاء', nameEn: 'Shifa Initiative', domain: 'shifa.example' },
    ];
    const { stdout } = await verified({ result: 'valid', partners }, 'ar');
    expect(stdout).toMatch(
      /بالاشتراك مع +أمانة الروابي – Rawabi Municipality \(municipality\.example\)، مبادرة شفاء – /,
    );
    expect((await verified({ result: 'valid', partners: [] })).stdout).not.toContain('together with');
  });
});
