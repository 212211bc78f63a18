import { type ReactNode, useState } from 'react';
import { WorkButton } from '../work-button.tsx';

/** Leads to the provider's page, and shows that it does: the provider's answer may take seconds. */
export function SignInButton(props: {
  /** Ends when the reader is back, or when the provider could not be reached. */
  readonly signIn: () => Promise<void>;
  readonly isMain?: boolean;
  readonly children: ReactNode;
}) {
  const [isLeaving, setLeaving] = useState(false);
  return (
    <WorkButton
      isWorking={isLeaving}
      isMain={props.isMain ?? false}
      onPress={async () => {
        setLeaving(true);
        await props.signIn();
        setLeaving(false);
      }}
    >
      {props.children}
    </WorkButton>
  );
}
