import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useId, useRef, useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { asciiDigits } from '../../../domain/ascii-digits.ts';
import { Callout } from '../../components/callout.tsx';
import { CopyButton } from '../../components/copy-field.tsx';
import { Fault } from '../../components/fault.tsx';
import { LabelledField } from '../../components/labelled-field.tsx';
import { QrSymbol } from '../../components/qr-symbol.tsx';
import { useReader } from '../../components/reader.tsx';
import { WorkButton } from '../../components/work-button.tsx';
import type { ConsoleWords } from '../words.ts';
import type { OwnAccount } from './own-account.ts';
import { PoolFailure } from './pool-failure.tsx';
import { useSecondFactorWords } from './words.ts';

/** Has an authenticator app take the account's secret, and show by a code that it has. */
export function AppStep(props: {
  readonly account: OwnAccount;
  readonly accountName: string;
  readonly onDone: () => void;
}) {
  const { account, accountName, onDone } = props;
  const { words: frame } = useReader<ConsoleWords>();
  const secret = useQuery({
    queryKey: ['authenticator-secret'],
    queryFn: () => account.newSecret(),
    // Another secret would make the one that was scanned worthless.
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  if (secret.error)
    return (
      <>
        <PoolFailure error={secret.error} />
        <p>
          <WorkButton isMain isWorking={secret.isFetching} onPress={() => void secret.refetch()}>
            {frame.tryAgain}
          </WorkButton>
        </p>
      </>
    );
  if (secret.data === undefined) return <Callout>{frame.loading}</Callout>;
  return (
    <>
      <SecretPanel secret={secret.data} accountName={accountName} />
      <CodeForm account={account} onDone={onDone} />
    </>
  );
}

function SecretPanel({ secret, accountName }: { readonly secret: string; readonly accountName: string }) {
  const words = useSecondFactorWords();
  const address = otpAddress(secret, accountName);
  return (
    <section className="panel" aria-labelledby="app">
      <h2 id="app" tabIndex={-1} ref={(heading) => heading?.focus()}>
        {words.appTitle}
      </h2>
      <p>{words.appText}</p>
      <div className="qr factor">
        <QrSymbol text={address} label={words.qr} />
      </div>
      <p>{words.otherwise}</p>
      <p>
        <bdi className="secret" dir="ltr">
          {secret.replace(/.{4}(?=.)/g, '$& ')}
        </bdi>
      </p>
      <div className="actions">
        <CopyButton text={secret} label={words.copySecret} />
        <a className="action second" href={address}>
          {words.openApp}
        </a>
      </div>
      <p>{words.keepSecret}</p>
    </section>
  );
}

function CodeForm({ account, onDone }: { readonly account: OwnAccount; readonly onDone: () => void }) {
  const words = useSecondFactorWords();
  const title = useId();
  const [typed, setTyped] = useState('');
  const [lacks, setLacks] = useState(false);
  // A step that was done isn't done again when a later one failed: the pool takes a code once.
  const done = useRef(0);
  const register = useMutation({
    mutationFn: async (code: string) => {
      const steps = [
        () => account.verifyCode(code),
        () => account.requireCode(),
        () => account.endSessions(),
      ];
      for (const step of steps.slice(done.current)) {
        await step();
        done.current += 1;
      }
    },
    onSuccess: onDone,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const code = inAscii(typed);
    const isWhole = /^\d{6}$/.test(code);
    setLacks(!isWhole);
    if (isWhole) register.mutate(code);
  };
  return (
    <section className="panel" aria-labelledby={title}>
      <h2 id={title}>{words.codeTitle}</h2>
      <Form className="form" onSubmit={submit}>
        <LabelledField
          label={words.code}
          language="en"
          value={typed}
          onChange={setTyped}
          maxLength={16}
          input={{ inputMode: 'numeric', autoComplete: 'one-time-code' }}
        />
        {lacks && <Fault>{words.codeNeeded}</Fault>}
        {register.error && !lacks && <PoolFailure error={register.error} />}
        <WorkButton isMain isWorking={register.isPending}>
          {words.register}
        </WorkButton>
      </Form>
    </section>
  );
}

/** Returns what authenticator apps read: the host names this installation among the reader's accounts. */
function otpAddress(secret: string, accountName: string): string {
  const host = location.hostname;
  const query = new URLSearchParams({ secret, issuer: host });
  return `otpauth://totp/${encodeURIComponent(host)}:${encodeURIComponent(accountName)}?${query}`;
}

/** Digits of Arabic and Persian keyboards as the pool takes them, without spaces and marks. */
const inAscii = (text: string): string => asciiDigits(text).replace(/[\s\p{Cf}]/gu, '');
