import { QueryClientProvider, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { ApiRefusal } from '../../../client/api-errors.ts';
import { chooseLanguageByLink, downloadByLink, openLink, pictureByLink } from '../../../routes/links.ts';
import type { JsonOf } from '../../../routes/route-types.ts';
import { ApiContext, publicApi, queryClient, useApi } from '../../components/api.tsx';
import { Callout } from '../../components/callout.tsx';
import { Failure } from '../../components/failure.tsx';
import { OpenInBrowser } from '../../components/open-in-browser.tsx';
import { PageHeading } from '../../components/page/page-heading.tsx';
import { PageLoading } from '../../components/page/page-loading.tsx';
import { useReader } from '../../components/reader.tsx';
import { SignInButton } from '../../components/session/sign-in-button.tsx';
import { CertificateActions } from '../certificates/certificate-actions.tsx';
import { CertificateFacts } from '../certificates/certificate-facts.tsx';
import { CertificatePicture } from '../certificates/certificate-picture.tsx';
import { Download } from '../certificates/download.tsx';
import { type ShownCertificate, shownStateOf } from '../certificates/shown-state.ts';
import { useEmailLanguage } from '../use-email-language.ts';
import type { MyWords } from '../words.ts';
import { type FactsAsked, FactsForm, type TypedFacts } from './facts-form.tsx';
import { certificateOfToken } from './link-token.ts';
import { SendAgain } from './send-again.tsx';
import { useLinkWords } from './words.ts';

type Opened = JsonOf<typeof openLink, 200>;

/** The certificate of a link, for whoever has it; everything else asks for signing in. */
export default function LinkedPage(props: { readonly token: string; readonly signIn: () => Promise<void> }) {
  const { language } = useReader();
  const api = useMemo(() => publicApi(language), [language]);
  const [queries] = useState(() => queryClient());
  return (
    <QueryClientProvider client={queries}>
      <ApiContext value={api}>
        <OpenInBrowser hash={`#${props.token}`} />
        <LinkedContent token={props.token} signIn={props.signIn} />
      </ApiContext>
    </QueryClientProvider>
  );
}

function LinkedContent({ token, signIn }: { readonly token: string; readonly signIn: () => Promise<void> }) {
  const texts = useLinkWords();
  const api = useApi();
  const queries = useQueryClient();
  const [facts, setFacts] = useState<TypedFacts>();
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['link', token, facts],
    // Facts that were wrong count: they are sent once, and the form stays while they are looked at.
    retry: (failures, fault) => facts === undefined && !(fault instanceof ApiRefusal) && failures < 2,
    placeholderData: (before: Opened | undefined) => before,
    queryFn: (): Promise<Opened> => api.call(openLink, { body: { token, ...(facts && { facts }) } }),
  });
  useEmailLanguage((language) =>
    api.call(chooseLanguageByLink, { body: { token, ...(facts && { facts }), language } }),
  );
  if (error instanceof ApiRefusal && error.code === 'NOT_FOUND')
    return <NothingThere token={token} signIn={signIn} />;
  if (error)
    return (
      <>
        <PageHeading>{texts.title}</PageHeading>
        <Failure error={error} again={() => refetch()} />
      </>
    );
  if (data === undefined) return <PageLoading />;
  // The last try was wrong: the link is used up.
  if (data.result === 'factsAsked' && data.triesLeft === 0)
    return <NothingThere token={token} signIn={signIn} />;
  if (data.result === 'factsAsked')
    return (
      <>
        <FactsForm asked={data} isPending={isFetching} onTyped={setFacts} />
        <EverythingElse signIn={signIn} />
      </>
    );
  return (
    <>
      <LinkedCertificate
        certificate={data.certificate}
        picture={() => api.bytes(pictureByLink, 'image/jpeg', { body: { token, ...(facts && { facts }) } })}
        addressOfFile={async () => {
          const answer = await api.call(downloadByLink, { body: { token, ...(facts && { facts }) } });
          if (answer.result === 'ready') return answer.url;
          // The issuer has begun to ask for facts since the certificate was opened.
          queries.setQueryData(['link', token, facts], answer satisfies FactsAsked);
          throw new Error('The link asks for facts');
        }}
      />
      <EverythingElse signIn={signIn} />
    </>
  );
}

function LinkedCertificate(props: {
  readonly certificate: ShownCertificate;
  readonly addressOfFile: () => Promise<string>;
  readonly picture: () => Promise<Uint8Array<ArrayBuffer>>;
}) {
  const texts = useLinkWords();
  const { certificate } = props;
  const state = shownStateOf(certificate);
  return (
    <>
      <PageHeading>{texts.title}</PageHeading>
      <CertificateFacts
        certificate={certificate}
        download={
          certificate.documentSha256 !== null && (
            <>
              <Download fileName={`${certificate.displayId}.pdf`} addressOfFile={props.addressOfFile} />
              {certificate.state === 'issued' && (
                <CertificatePicture certificate={certificate} picture={props.picture} />
              )}
            </>
          )
        }
      >
        {state === 'superseded' && <p className="hint">{texts.superseded}</p>}
        {state === 'issued' && <CertificateActions certificate={certificate} />}
      </CertificateFacts>
    </>
  );
}

/** The link has ended, was withdrawn or used up, or was cut off: nobody says which. */
function NothingThere({ token, signIn }: { readonly token: string; readonly signIn: () => Promise<void> }) {
  const { words } = useReader<MyWords>();
  const texts = useLinkWords();
  return (
    <>
      <PageHeading>{texts.title}</PageHeading>
      <Callout
        tone="warn"
        title={texts.goneTitle}
        action={<SignInButton signIn={signIn}>{words.welcome.signIn}</SignInButton>}
      >
        {texts.goneText}
      </Callout>
      <SendAgain certificateId={certificateOfToken(token)} />
    </>
  );
}

function EverythingElse({ signIn }: { readonly signIn: () => Promise<void> }) {
  const texts = useLinkWords();
  return (
    <section className="panel" aria-labelledby="everything-else">
      <h2 id="everything-else">{texts.elseTitle}</h2>
      <p>{texts.elseText}</p>
      <div className="actions">
        <SignInButton signIn={signIn}>{texts.elseSignIn}</SignInButton>
      </div>
    </section>
  );
}
