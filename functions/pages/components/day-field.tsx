import { parseDate } from '@internationalized/date';
import { DateField, DateInput, DateSegment, Label } from 'react-aria-components/DateField';

/** A field for a day: `2026-11-29`; null while it isn't complete. */
export function DayField(props: {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (day: string | null) => void;
}) {
  return (
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
  );
}
