import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Form } from 'react-aria-components/Form';
import { isPoolPassword } from '../../../client/pool-password.ts';
import { Fault } from '../../components/fault.tsx';
import { LabelledField } from '../../components/labelled-field.tsx';
import { WorkButton } from '../../components/work-button.tsx';
import { type OwnAccount, PoolRefusal } from './own-account.ts';
import { PoolFailure } from './pool-failure.tsx';
import { useSecondFactorWords } from './words.ts';

/** How it stands with the password, once this step is over. */
export type Password = 'set' | 'kept';

/** Has a password chosen, which a second factor needs beside it; who has one keeps it. */
export function PasswordStep(props: {
  readonly account: OwnAccount;
  readonly onDone: (password: Password) => void;
}) {
  const { account, onDone } = props;
  const words = useSecondFactorWords();
  const [password, setPassword] = useState('');
  const [isWeak, setWeak] = useState(false);
  const set = useMutation({
    mutationFn: async (): Promise<Password> => {
      try {
        await account.setPassword(password);
        return 'set';
      } catch (error) {
        // Cognito asks for the earlier password where there is one.
        if (error instanceof PoolRefusal && HAS_PASSWORD.includes(error.type)) return 'kept';
        throw error;
      }
    },
    onSuccess: onDone,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isGood = isPoolPassword(password);
    setWeak(!isGood);
    if (isGood) set.mutate();
  };
  return (
    <section className="panel" aria-labelledby="password">
      <h2 id="password">{words.passwordTitle}</h2>
      <p>{words.passwordText}</p>
      <p>{words.passwordRule}</p>
      <Form className="form" onSubmit={submit}>
        <LabelledField
          label={words.password}
          language="en"
          value={password}
          onChange={setPassword}
          maxLength={256}
          input={{ type: 'password', autoComplete: 'new-password' }}
        />
        {isWeak && <Fault>{words.passwordWeak}</Fault>}
        {set.error && <PoolFailure error={set.error} />}
        <div className="actions">
          <WorkButton isMain isWorking={set.isPending}>
            {words.setPassword}
          </WorkButton>
          <Button className="action second" onPress={() => onDone('kept')}>
            {words.hasPassword}
          </Button>
        </div>
      </Form>
    </section>
  );
}

const HAS_PASSWORD: readonly string[] = ['NotAuthorizedException', 'InvalidParameterException'];
