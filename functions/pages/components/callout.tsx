import type { ReactNode } from 'react';

/** What a callout is about: `wrong` interrupts a screen reader, the others wait. */
export type CalloutTone = 'neutral' | 'good' | 'warn' | 'wrong';

/** A message to the reader, with what to do about it. */
export function Callout(props: {
  readonly tone?: CalloutTone;
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) {
  const { tone = 'neutral', title, children, action } = props;
  return (
    <section className={`callout ${tone}`} role={tone === 'wrong' ? 'alert' : 'status'}>
      {title && <strong>{title}</strong>}
      {children && <div>{children}</div>}
      {action && <div className="actions">{action}</div>}
    </section>
  );
}
