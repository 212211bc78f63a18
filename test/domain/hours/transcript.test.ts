import { describe, expect, test } from '@jest/globals';
import { composeTranscript } from '../../../functions/domain/hours/transcript.ts';
import { spanInArabic, spanInEnglish } from '../../../functions/domain/wording/dates-in-words.ts';
import { idOf } from '../../certificates.ts';
import { volunteerOf } from '../../people.ts';
import { sourcesOf } from '../../transcripts.ts';

describe('the transcript', () => {
  test('counts only approved time, from the first to the last day of the period', () => {
    const transcript = composeTranscript(
      sourcesOf([
        {
          entries: [
            { date: '2024-12-31', minutes: 1 },
            { date: '2025-01-01', minutes: 60 },
            { date: '2025-03-05', minutes: 600, status: 'pending' },
            { date: '2025-03-06', minutes: 6000, status: 'rejected' },
            { date: '2025-06-30', minutes: 90 },
            { date: '2025-07-01', minutes: 2 },
          ],
        },
      ]),
    );
    expect(transcript.minutes).toBe(150);
    expect(transcript.parts[0].rows).toEqual([
      expect.objectContaining({ minutes: 150, period: { from: '2025-01-01', to: '2025-06-30' } }),
    ]);
  });

  test.each([
    ['no hours at all', []],
    ['hours outside the period', [{ entries: [{ date: '2025-07-01' }] }]],
    ['pending hours', [{ entries: [{ date: '2025-02-01', status: 'pending' as const }] }]],
  ])('is refused for %s', (_, records) => {
    expect(() => composeTranscript(sourcesOf(records))).toThrow(
      expect.objectContaining({ code: 'TRANSCRIPT_EMPTY' }),
    );
  });

  test('has one part for each issuer, the one with the most hours first, with rows by first day', () => {
    const { parts, minutes } = composeTranscript(
      sourcesOf([
        { issuerId: 'rawabi-health-cluster', entries: [{ date: '2025-05-01', minutes: 100 }] },
        { issuerId: 'shifa-initiative', entries: [{ date: '2025-04-01', minutes: 500 }] },
        { issuerId: 'rawabi-health-cluster', entries: [{ date: '2025-02-01', minutes: 200 }] },
      ]),
    );
    expect(parts.map(({ issuer, rows }) => [issuer.issuerId, rows.map((row) => row.minutes)])).toEqual([
      ['shifa-initiative', [500]],
      ['rawabi-health-cluster', [200, 100]],
    ]);
    expect(parts.map((part) => part.minutes)).toEqual([500, 300]);
    expect(minutes).toBe(800);
  });

  test('names the certificate that counts the hours only if it is in force', () => {
    const records = [1, 2].map((number) => ({
      entries: [{ date: `2025-02-0${number}`, certificateId: idOf(number) }],
    }));
    const { parts } = composeTranscript(sourcesOf(records, { certificatesInForce: new Set([idOf(1)]) }));
    expect(parts[0].rows.map(({ certificateId }) => certificateId)).toEqual([idOf(1), null]);
  });

  test('is dated in the time zone of each issuer', () => {
    const records = ['rawabi-health-cluster', 'shifa-initiative'].map((issuerId) => ({
      issuerId,
      entries: [{ date: '2025-02-01' }],
    }));
    const { parts } = composeTranscript(sourcesOf(records, { now: '2025-07-09T22:30:00.000Z' }));
    expect(parts.map(({ issuedOn }) => issuedOn)).toEqual(['2025-07-10', '2025-07-10']);
  });

  test('replaces a missing name with the name in the other script', () => {
    const { holder } = composeTranscript(
      sourcesOf([{ entries: [{ date: '2025-02-01' }] }], { volunteers: [volunteerOf({ nameEn: '' })] }),
    );
    expect(holder.nameEn).toBe(holder.nameAr);
  });

  test.each([
    ['2025-01-05', '2025-01-05', '٥ يناير ٢٠٢٥ م', '5 January 2025'],
    ['2025-01-05', '2025-01-09', 'من ٥ إلى ٩ يناير ٢٠٢٥ م', '5–9 January 2025'],
    ['2025-01-05', '2025-02-05', 'من ٥ يناير إلى ٥ فبراير ٢٠٢٥ م', '5 January – 5 February 2025'],
    [
      '2024-12-30',
      '2025-01-02',
      'من ٣٠ ديسمبر ٢٠٢٤ م إلى ٢ يناير ٢٠٢٥ م',
      '30 December 2024 – 2 January 2025',
    ],
  ])('prints the period from %s to %s without repeating a month or year', (from, to, arabic, english) => {
    expect(spanInArabic({ from, to }, 'SA')).toBe(arabic);
    expect(spanInEnglish({ from, to })).toBe(english);
  });
});
