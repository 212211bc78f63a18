import { Button } from 'react-aria-components/Button';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select, SelectValue } from 'react-aria-components/Select';

/** One of a few values, chosen from a list that opens. */
export function Choice<Value extends string>(props: {
  readonly label: string;
  readonly value: Value | null;
  readonly placeholder?: string;
  readonly onChange: (value: Value) => void;
  readonly options: readonly { readonly value: Value; readonly text: string }[];
}) {
  return (
    <Select
      className="labelled choice"
      selectedKey={props.value}
      {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
      onSelectionChange={(key) => props.onChange(key as Value)}
    >
      <Label>{props.label}</Label>
      <Button className="chosen">
        <SelectValue />
        <span aria-hidden="true">▾</span>
      </Button>
      <Popover className="popover">
        <ListBox className="options" items={props.options.map((option) => ({ id: option.value, ...option }))}>
          {({ text }) => (
            <ListBoxItem className="option" textValue={text}>
              {text}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}
