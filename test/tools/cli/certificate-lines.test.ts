import { describe, expect, test } from '@jest/globals';
import type { Provenance } from '../../../functions/domain/certificate/provenance.ts';
import {
  provenanceInArabic,
  provenanceInEnglish,
} from '../../../functions/domain/wording/provenance-in-words.ts';
import type { Verification } from '../../../infra/tools/cli/api/answers.ts';
import { runTawtheeq } from './run-tawtheeq.ts';
import { embeddedServices } from './scripted-service.ts';
import { eventAnswer, issuerAnswer, recordAnswer, supersededAnswer, validAnswer } from './service-answers.ts';

// Each command is a process of its own, which takes its time on a busy machine.

const GENUINE = 'B1P90CH35ABARTZ768';
const DISPLAYED = 'B1P9-0CH3-5ABA-RTZ7-68';
const { open: service } = embeddedServices();

describe('show', () => {
  const shown = async (change: Parameters<typeof recordAnswer>[0], lang: string) => {
    const { url } = await service({
      [`GET /certificates/${GENUINE}`]: { json: recordAnswer(change) },
      'GET /issuers?limit=200': {
        json: {
          items: [issuerAnswer({ issuerId: 'shifa', nameAr: 'مبادرة شفاء', nameEn: 'Shifa Initiative' })],
          cursor: null,
        },
      },
    });
    return (await runTawtheeq(['show', GENUINE, '--lang', lang, '--url', url])).stdout;
  };

  test('prints the title of the opportunity, first in the language of the reader', async () => {
    expect(await shown({}, 'en')).toContain('Welcoming visitors – استقبال الزوار (OPP-01)');
    expect(await shown({}, 'ar')).toContain('استقبال الزوار – Welcoming visitors (OPP-01)');
    expect(await shown({}, 'en')).not.toMatch(/since|reason/);
  });

  test('prints why and when a certificate was revoked', async () => {
    const revocation = { at: '2026-03-05T09:00:00.000Z', reasonCode: 'hours_corrected' } as const;
    const lines = await shown({ state: 'revoked', revocation }, 'ar');
    expect(lines).toMatch(/منذ +2026-03-05 09:00:00 UTC/);
    expect(lines).toMatch(/السبب +صُحّحت ساعاتها بعد إصدارها/);
  });

  test('prints since when a certificate is suspended', async () => {
    const suspendedAt = '2026-03-06T09:00:00.000Z';
    const lines = await shown({ state: 'suspended', suspendedAt }, 'en');
    expect(lines).toMatch(/since +2026-03-06 09:00:00 UTC/);
  });

  test('names the issuer, by its ID alone when it is not listed', async () => {
    expect(await shown({ issuerId: 'shifa' }, 'ar')).toMatch(
      /الجهة المُصدِرة +مبادرة شفاء – Shifa Initiative \(shifa\)/,
    );
    expect(await shown({}, 'en')).toMatch(/issuer +rawabi-health-cluster$/m);
  });

  test('prints the note of an event beside it', async () => {
    const at = '2026-03-06T09:00:00.000Z';
    const events = [
      eventAnswer({ action: 'issued', at: '2026-03-05T09:00:00.000Z', actor: 'C-1' }),
      eventAnswer({ action: 'suspended', at, actor: 'C-2' }),
    ];
    const notes = [{ action: 'suspended' as const, at, actor: 'C-2', note: 'Case 4' }];
    const lines = await shown({ events, notes }, 'en');
    expect(lines).toMatch(
      /issued +2026-03-05 09:00:00 UTC +C-1 +–\nsuspended +2026-03-06 09:00:00 UTC +C-2 +Case 4/,
    );
    expect(await shown({ events }, 'en')).not.toContain('note');
  });

  test('prints the ID of the replacement in its displayed form', async () => {
    const lines = await shown({ state: 'superseded', supersededBy: GENUINE }, 'en');
    expect(lines).toMatch(new RegExp(`replacement +${DISPLAYED}\n`));
  });
});

describe('verify', () => {
  const verified = async (answer: Verification, lang = 'en') => {
    const { url } = await service({ [`GET /verify/${GENUINE}`]: { json: answer } });
    return { url, ...(await runTawtheeq(['verify', GENUINE, '--lang', lang, '--url', url])) };
  };

  test('prints the displayed ID of the replacement with its full address', async () => {
    const { url, stdout } = await verified(supersededAnswer(`/verify/${GENUINE}`));
    expect(stdout).toContain(`${DISPLAYED} (${url}/verify/${GENUINE})`);
  });

  test('names the partners', async () => {
    const partners = [
      issuerAnswer({
        nameAr: 'أمانة الروابي',
        nameEn: 'Rawabi Municipality',
        domain: 'municipality.example',
      }),
      issuerAnswer({ nameAr: 'مبادرة شفاء', nameEn: 'Shifa Initiative', domain: 'shifa.example' }),
    ];
    const { stdout } = await verified(validAnswer({ partners }), 'ar');
    expect(stdout).toMatch(
      /بالاشتراك مع +أمانة الروابي – Rawabi Municipality \(municipality\.example\)، مبادرة شفاء – /,
    );
    expect((await verified(validAnswer())).stdout).not.toContain('together with');
  });

  test('says where the hours come from, with their grade, in the language of the reader', async () => {
    const provenance: Provenance = {
      grade: 'released',
      shifts: 50,
      averageDaysToRecord: 1,
      approvers: 0,
      approversByLink: 0,
      releasers: 1,
      files: 1,
      recordedSome: 0,
      approversRecordedSome: 0,
      releasersRecordedSome: 0,
      makerAndChecker: true,
    };
    const answer = validAnswer({
      provenance: {
        ...provenance,
        textEn: provenanceInEnglish(provenance),
        textAr: provenanceInArabic(provenance, 'latn'),
      },
    });
    expect((await verified(answer)).stdout).toMatch(
      /where the hours come from +Released as a whole: 50 shifts, recorded one day after on average, released as a file by one person who recorded none of them\.\n/,
    );
    expect((await verified(answer, 'ar')).stdout).toMatch(
      /مصدر الساعات +معتمدة جملةً: 50 فترة تطوع؛ التسجيل بعد يوم واحد في المتوسط؛ اعتماد الملف من شخص واحد لم يسجّل شيئًا منها\.\n/,
    );
    expect((await verified(supersededAnswer(null))).stdout).not.toContain('where the hours come from');
  });
});
