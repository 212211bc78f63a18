import type { CalendarDate } from '../calendar-date.ts';

export type VolunteerKind = 'individual' | 'institution';
export type Gender = 'male' | 'female' | 'unspecified';

/** A person, or an institution or team, who gives time. */
export interface Volunteer {
  readonly volunteerId: string;
  readonly kind: VolunteerKind;
  readonly nameAr: string;
  readonly nameEn: string;
  readonly gender: Gender;
  readonly birthDate?: CalendarDate;
  readonly guardianConsent?: boolean;
  readonly email?: string;
}
