import { parseDate } from '@internationalized/date';
import { DateField, DateInput, DateSegment, Label } from 'react-aria-components/DateField';
import { I18nProvider, useLocale } from 'react-aria-components/I18nProvider';

/** A field for a day: `2026-11-29`; null while it isn't complete. */
export function DayField(props: {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (day: string | null) => void;
}) {
  const { locale } = useLocale();
  // Where the locale names its digits, the field takes no others; people have either kind on their keyboards.
  const anyDigits = locale.replace(/-nu-\w+/, '');
  return (
    <I18nProvider locale={anyDigits}>
      <DateField
        className="labelled"
        value={props.value === null ? null : parseDate(props.value)}
        onChange={(day) => props.onChange(day?.toString() ?? null)}
        shouldForceLeadingZeros
      >
        <Label>{props.label}</Label>
        <DateInput className="day-input">
          {(segment) => <DateSegment className="day-segment" segment={segment} />}
        </DateInput>
      </DateField>
    </I18nProvider>
  );
}
