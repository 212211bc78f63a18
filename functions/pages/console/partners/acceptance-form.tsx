import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Checkbox } from 'react-aria-components/Checkbox';
import { CheckboxGroup } from 'react-aria-components/CheckboxGroup';
import { Form } from 'react-aria-components/Form';
import { Label } from 'react-aria-components/Label';
import { nameIn, titleIn } from '../../../domain/wording/language.ts';
import { acceptPartnership, withdrawAcceptance } from '../../../routes/partners.ts';
import { useApi } from '../../components/api.tsx';
import { DayField } from '../../components/day-field.tsx';
import { Failure } from '../../components/failure.tsx';
import { Fault } from '../../components/fault.tsx';
import { useReader } from '../../components/reader.tsx';
import { useDraft } from '../../components/use-draft.ts';
import { WorkButton } from '../../components/work-button.tsx';
import { AskedButton } from '../asked-button.tsx';
import { MayDo } from '../may-do.tsx';
import type { Partnership } from './partnership.ts';
import { usePartnerWords } from './words.ts';

/** Accepts a joint opportunity as it is, for a time and with signatories; or withdraws the acceptance. */
export function AcceptanceForm({ partnership }: { readonly partnership: Partnership }) {
  const { state, partnerId } = partnership;
  if (state === 'not_named') return null;
  return (
    <MayDo route={acceptPartnership} issuerId={partnerId}>
      {state === 'accepted' ? (
        <Withdrawal partnership={partnership} />
      ) : (
        <Acceptance partnership={partnership} />
      )}
    </MayDo>
  );
}

/** Until when, and by whom in English names, an acceptance is to be signed. */
interface Draft {
  readonly validUntil: string | null;
  readonly signing: readonly string[];
}

function Acceptance({ partnership }: { readonly partnership: Partnership }) {
  const { language } = useReader();
  const words = usePartnerWords();
  const api = useApi();
  const queries = useQueryClient();
  const { opportunity, partnerId, signatories, termsSha256 } = partnership;
  const [draft, setDraft, forgetDraft] = useDraft<Draft>(
    `acceptance ${partnerId} ${opportunity.issuerId} ${opportunity.opportunityId}`,
    { validUntil: null, signing: signatories.map(({ nameEn }) => nameEn) },
  );
  const { validUntil, signing } = draft;
  const [lacks, setLacks] = useState(false);
  const accept = useMutation({
    mutationFn: (until: string) =>
      api.call(acceptPartnership, {
        path: { id: opportunity.opportunityId },
        body: {
          ...{ issuerId: opportunity.issuerId, partnerId, termsSha256 },
          ...{ validUntil: until, signatories: signing },
        },
      }),
    onSuccess: forgetDraft,
    onSettled: () => queries.invalidateQueries({ queryKey: ['partnerships'] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setLacks(validUntil === null || signing.length === 0);
    if (validUntil !== null && signing.length > 0) accept.mutate(validUntil);
  };
  return (
    <Form className="form" onSubmit={submit}>
      <DayField
        label={words.validUntil}
        value={validUntil}
        onChange={(day) => setDraft({ ...draft, validUntil: day })}
      />
      <CheckboxGroup value={[...signing]} onChange={(chosen) => setDraft({ ...draft, signing: chosen })}>
        <Label>{words.signatories}</Label>
        {signatories.map((signatory) => (
          <Checkbox key={signatory.nameEn} className="checkbox" value={signatory.nameEn}>
            <span className="box" aria-hidden="true" />
            {`${nameIn(language, signatory)} · ${titleIn(language, signatory)}`}
          </Checkbox>
        ))}
      </CheckboxGroup>
      {lacks && <Fault>{words.needed}</Fault>}
      {accept.error && <Failure error={accept.error} />}
      <WorkButton isMain isWorking={accept.isPending}>
        {partnership.state === 'awaiting' ? words.accept : words.acceptAgain}
      </WorkButton>
    </Form>
  );
}

function Withdrawal({ partnership }: { readonly partnership: Partnership }) {
  const words = usePartnerWords();
  const api = useApi();
  const queries = useQueryClient();
  const { opportunity, partnerId } = partnership;
  const withdraw = useMutation({
    mutationFn: () =>
      api.call(withdrawAcceptance, {
        path: { id: opportunity.opportunityId },
        body: { issuerId: opportunity.issuerId, partnerId },
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['partnerships'] }),
  });
  return (
    <div className="actions">
      <AskedButton change={withdraw} text={words.withdraw} confirm={words.confirm}>
        <p>{words.withdrawText}</p>
      </AskedButton>
    </div>
  );
}
