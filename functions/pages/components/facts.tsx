import type { ReactNode } from 'react';

/** Facts with their labels: large numbers where `numbers` is set. */
export function Facts(props: {
  readonly facts: readonly (readonly [label: string, value: ReactNode])[];
  readonly numbers?: true;
}) {
  return (
    <dl className={props.numbers ? 'card-facts numbers' : 'card-facts'}>
      {props.facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
