import type { ReactNode } from 'react';
import { filled } from '../../components/reader.tsx';
import type { ReaderFormat } from '../../reader-format.ts';
import type { Progress } from '../my-queries.ts';
import type { HoursWords } from './words.ts';

type Award = Progress['opportunities'][number] | Progress['recognitions'][number];

/** Says why an award can't be claimed yet, and what to do. A reason that this page doesn't know leads to the issuer. */
export function reasonText(
  award: Award,
  words: HoursWords['hours'],
  issuer: string,
  format: ReaderFormat,
): ReactNode {
  const texts: Readonly<Record<string, string>> = words.reason;
  return filled(texts[award.reason] ?? words.otherReason, {
    issuer,
    missing: format.hours(award.missingMinutes ?? 0),
    endsOn: award.endsOn === undefined ? '' : format.day(award.endsOn),
    date: award.date === undefined ? '' : format.day(award.date),
  });
}
