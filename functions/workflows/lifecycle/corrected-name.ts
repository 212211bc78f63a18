import type { FindUnprintable } from '../../domain/eligibility/decide-eligibility.ts';
import { readName } from '../../domain/hours/display-name.ts';
import { isNamed } from '../../domain/hours/name-review.ts';
import type { VolunteerKind } from '../../domain/hours/volunteer.ts';
import { Refusal } from '../../domain/refusal.ts';

/** A name as it is to be printed; a script that is left out stays as it is. */
export interface CorrectedName {
  readonly nameAr?: string | undefined;
  readonly nameEn?: string | undefined;
}

/** A holder's name in both scripts. */
export interface PrintedName {
  readonly nameAr: string;
  readonly nameEn: string;
}

const SCRIPTS = { nameAr: 'ar', nameEn: 'en' } as const;

/**
 * Returns the name that a correction will print.
 *
 * @throws Refusal BODY_INVALID, with the field and the character, when it can't be printed or is the name there is.
 */
export function correctedName(
  { holder }: { readonly holder: PrintedName & { readonly kind: VolunteerKind } },
  wanted: CorrectedName,
  findUnprintable: FindUnprintable,
): PrintedName {
  const read = (field: 'nameAr' | 'nameEn'): string => {
    const text = wanted[field];
    return text === undefined ? holder[field] : readField(field, text, holder.kind, findUnprintable);
  };
  const name = { nameAr: read('nameAr'), nameEn: read('nameEn') };
  if (isNamed(holder, name))
    throw new Refusal('BODY_INVALID', 'The name is the same as it is now.', { field: 'nameAr' });
  return name;
}

function readField(
  field: 'nameAr' | 'nameEn',
  text: string,
  kind: VolunteerKind,
  findUnprintable: FindUnprintable,
): string {
  const label = field === 'nameAr' ? 'The Arabic name' : 'The English name';
  const reading = readName(text, SCRIPTS[field], kind);
  if ('problem' in reading)
    throw new Refusal(
      'BODY_INVALID',
      reading.codePoint === undefined
        ? `${label} must have 2 to 120 characters, letters among them.`
        : `${label} can't hold ${reading.codePoint}: write it in the letters of its own language.`,
      { field, ...reading },
    );
  const unprintable = findUnprintable(field, reading.name);
  if (unprintable !== undefined)
    throw new Refusal('BODY_INVALID', `${label} holds ${unprintable.codePoint}, which can't be printed.`, {
      field,
      ...unprintable,
    });
  return reading.name;
}
