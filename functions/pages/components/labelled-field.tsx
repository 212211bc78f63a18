import { Input, type InputProps } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField } from 'react-aria-components/TextField';
import { directionOf, type Language } from '../../domain/wording/language.ts';
import { TypedText } from './reader.tsx';

/** A text field with its label, and with what stands there now as a hint. */
export function LabelledField(props: {
  readonly label: string;
  readonly hint?: string;
  /** The language of what is typed, which decides its direction; by default that of the page. */
  readonly language?: Language;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly maxLength: number;
  readonly isLong?: boolean;
  /** How a browser helps with what is typed. */
  readonly input?: Pick<InputProps, 'type' | 'inputMode' | 'autoComplete'>;
}) {
  const { language, hint } = props;
  const direction = language && { lang: language, dir: directionOf(language) };
  return (
    <TextField className="labelled" value={props.value} onChange={props.onChange} maxLength={props.maxLength}>
      <Label>{props.label}</Label>
      {hint && (
        <Text slot="description" className="hint">
          <TypedText text={hint} language={language ?? 'ar'} />
        </Text>
      )}
      {props.isLong ? <TextArea rows={3} /> : <Input {...direction} autoComplete="off" {...props.input} />}
    </TextField>
  );
}
