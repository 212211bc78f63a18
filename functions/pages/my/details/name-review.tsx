import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { confirmName } from '../../../routes/names.ts';
import { useApi } from '../../components/api.tsx';
import { Callout } from '../../components/callout.tsx';
import { Failure } from '../../components/failure.tsx';
import { Overlay } from '../../components/overlay/overlay.tsx';
import { filled, OwnWords, TypedText } from '../../components/reader.tsx';
import { WorkButton } from '../../components/work-button.tsx';
import { useIssuerFacts } from '../issuer-facts.ts';
import { NameForm } from './name-form.tsx';
import type { Profile, SameName } from './profiles-by-name.ts';
import { useDetailsWords } from './words.ts';

/** What the volunteer said of a name, and the two answers: it is right, or how it should be. */
export function NameReview({ profiles }: { readonly profiles: SameName }) {
  const [open, setOpen] = useState(false);
  const confirm = useConfirmation(profiles);
  const texts = useDetailsWords().nameReview;
  const [{ nameReview, nameAr, nameEn }] = profiles;
  const isComplete = nameAr !== '' && nameEn !== '';
  return (
    <>
      <NameState profile={profiles[0]} />
      {confirm.error && <Failure error={confirm.error} />}
      <div className="actions">
        {isComplete && nameReview?.state !== 'confirmed' && nameReview?.state !== 'requested' && (
          <WorkButton isMain isWorking={confirm.isPending} onPress={() => confirm.mutate()}>
            {texts.confirm}
          </WorkButton>
        )}
        <Button className="action second" onPress={() => setOpen(true)}>
          {texts.correct}
        </Button>
      </div>
      <Overlay title={texts.title} isOpen={open} onClose={() => setOpen(false)}>
        <NameForm profiles={profiles} onDone={() => setOpen(false)} />
      </Overlay>
    </>
  );
}

/** Where the review of a name stands; nothing while there is none. */
export function NameState({ profile }: { readonly profile: Profile }) {
  const { format } = useIssuerFacts()(profile.issuerId);
  const texts = useDetailsWords().nameReview;
  const { nameReview } = profile;
  if (nameReview === null) return null;
  const { state, wantedAr, wantedEn, reviewedAt, decidedAt, decisionNote } = nameReview;
  const facts = {
    date: format.moment(state === 'declined' && decidedAt !== null ? decidedAt : reviewedAt).date,
    note: <OwnWords text={decisionNote ?? ''} />,
    name: (
      <>
        {wantedAr !== null && <TypedText text={wantedAr} language="ar" />}{' '}
        {wantedEn !== null && <TypedText text={wantedEn} language="en" />}
      </>
    ),
  };
  return (
    <Callout tone={state === 'declined' ? 'warn' : state === 'requested' ? 'neutral' : 'good'}>
      {filled(texts.state[state], facts)}
    </Callout>
  );
}

/** Returns what confirms a name with every issuer that knows it. */
function useConfirmation(profiles: SameName) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () =>
      Promise.all(
        profiles.map(({ issuerId, nameAr, nameEn }) =>
          api.call(confirmName, { body: { issuerId, nameAr, nameEn } }),
        ),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: ['progress'] }),
  });
}
