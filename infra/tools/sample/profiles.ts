import type { Track } from '../../../functions/domain/hours/opportunity.ts';
import type { Gender } from '../../../functions/domain/hours/volunteer.ts';

/** The published figures of a real period, under the name of an invented issuer. */
export interface SampleProfile {
  readonly issuerId: string;
  /** The prefix of every ID of the data set. */
  readonly prefix: string;
  readonly from: string;
  readonly to: string;
  readonly tracks: Readonly<Record<Track, number>>;
  readonly volunteers: number;
  /** Invented shares where none were published. */
  readonly genders: Readonly<Record<Gender, number>>;
  readonly hours: number;
  readonly beneficiaries: number;
}

export const SAMPLE_PROFILES = {
  'jazan-2025-h1': {
    issuerId: 'tilal-health-cluster',
    prefix: 'TL',
    from: '2025-01-01',
    to: '2025-06-30',
    tracks: { therapeutic: 320, preventive: 280, support: 313, research: 0 },
    volunteers: 21_171,
    genders: { male: 12_226, female: 8_945, unspecified: 0 },
    hours: 700_136,
    // "More than 898,000" was published.
    beneficiaries: 898_250,
  },
  'qassim-2025': {
    issuerId: 'nakheel-health-cluster',
    prefix: 'NK',
    from: '2025-01-01',
    to: '2025-12-31',
    tracks: { therapeutic: 432, preventive: 280, support: 216, research: 26 },
    volunteers: 13_074,
    // The published men and women are 39 short of the total.
    genders: { male: 8_974, female: 4_061, unspecified: 39 },
    hours: 586_246,
    beneficiaries: 955_932,
  },
} as const satisfies Record<string, SampleProfile>;

export type SampleProfileName = keyof typeof SAMPLE_PROFILES;

export const DEFAULT_PROFILE: SampleProfileName = 'jazan-2025-h1';
