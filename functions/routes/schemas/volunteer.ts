import * as z from 'zod/mini';
import { GENDERS } from '../../domain/report/report.ts';
import { date, described, text, textOrNull, titled } from './fields.ts';

export const volunteerKind = z.enum(['individual', 'institution']);
export const gender = z.enum(GENDERS);

/** What an issuer knows of a volunteer, as far as it prints. */
export const profileFields = {
  issuerId: text,
  volunteerId: text,
  kind: volunteerKind,
  nameAr: text,
  nameEn: text,
  gender,
};

/** A volunteer as a search shows one. */
export const foundVolunteer = titled(
  'FoundVolunteer',
  z.strictObject({ issuerId: text, volunteerId: text, kind: volunteerKind, nameAr: text, nameEn: text }),
);

export const volunteer = titled(
  'Volunteer',
  z.strictObject({
    ...profileFields,
    birthDate: z.exactOptional(date),
    guardianConsent: z.exactOptional(z.boolean()),
    email: z.exactOptional(text),
    fromRegistry: z.exactOptional(z.literal(true)),
    renaming: described(
      z.exactOptional(z.strictObject({ importId: text, nameAr: text, nameEn: text, email: textOrNull })),
      'Another name or email address, which count once the import that reports them is released',
    ),
  }),
);
