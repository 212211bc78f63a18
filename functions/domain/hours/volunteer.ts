import type { CalendarDate } from '../calendar-date.ts';

export type VolunteerKind = 'individual' | 'institution';
export type Gender = 'male' | 'female' | 'unspecified';

/** A person, an institution or a team that volunteers. */
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
