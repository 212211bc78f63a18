import { LabelledField } from './labelled-field.tsx';

/** A name in both scripts as it is typed. */
export interface TypedNames {
  readonly nameAr: string;
  readonly nameEn: string;
}

/** A name in both scripts as it is; null where there is none. */
export interface PresentNames {
  readonly nameAr: string | null;
  readonly nameEn: string | null;
}

/** Fields for a corrected name, each with the present one as a hint. */
export function NameFields<Draft extends TypedNames>(props: {
  readonly labels: TypedNames;
  readonly present: PresentNames;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}) {
  const { labels, present, draft, onChange } = props;
  const scripts = [
    ['nameAr', 'ar'],
    ['nameEn', 'en'],
  ] as const;
  return scripts.map(([field, language]) => (
    <LabelledField
      key={field}
      label={labels[field]}
      hint={present[field] ?? ''}
      language={language}
      value={draft[field]}
      onChange={(value) => onChange({ ...draft, [field]: value })}
      maxLength={400}
    />
  ));
}

/** Returns what is to be corrected: a script that is empty or typed as it is stays as it is. */
export const correctedNames = (
  { nameAr, nameEn }: TypedNames,
  present: PresentNames,
): Partial<TypedNames> => ({
  ...(isOther(nameAr, present.nameAr) && { nameAr: nameAr.trim() }),
  ...(isOther(nameEn, present.nameEn) && { nameEn: nameEn.trim() }),
});

const isOther = (typed: string, present: string | null): boolean =>
  typed.trim() !== '' && typed.trim() !== present;
