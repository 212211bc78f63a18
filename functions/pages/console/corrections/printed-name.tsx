import { useQuery } from '@tanstack/react-query';
import { getCertificate } from '../../../routes/issuing.ts';
import { decideCorrection, type listCorrections } from '../../../routes/lifecycle.ts';
import type { JsonOf } from '../../../routes/route-types.ts';
import { useApi } from '../../components/api.tsx';
import { Callout } from '../../components/callout.tsx';
import { Failure } from '../../components/failure.tsx';
import { filled } from '../../components/reader.tsx';
import { type Decided, NameDecision } from './name-decision.tsx';
import { useCorrectionWords } from './words.ts';

type Correction = JsonOf<typeof listCorrections, 200>['items'][number];

/** A request to correct the name on a certificate, beside the name that it bears. */
export function PrintedName({ correction }: { readonly correction: Correction }) {
  const words = useCorrectionWords();
  const api = useApi();
  const certificate = useQuery({
    queryKey: ['certificate', correction.certificateId],
    queryFn: () => api.call(getCertificate, { path: { id: correction.certificateId } }),
  });
  const decide = ({ decision, note }: Decided) =>
    api.call(decideCorrection, {
      path: { id: correction.correctionId },
      body: { decision, ...(note === '' ? {} : { note }) },
    });
  if (certificate.error) return <Failure error={certificate.error} again={() => certificate.refetch()} />;
  return (
    <NameDecision
      id={correction.correctionId}
      route={decideCorrection}
      issuerId={correction.issuerId}
      title={filled(words.certificate, {
        id: (
          <bdi dir="ltr" className="whole">
            {correction.displayId}
          </bdi>
        ),
      })}
      askedAt={correction.requestedAt}
      old={certificate.data ?? { nameAr: '…', nameEn: '…' }}
      wanted={{ nameAr: correction.nameAr, nameEn: correction.nameEn }}
      asker={correction.requester === 'issuer' ? correction.requestedBy : undefined}
      note={correction.note}
      decide={decide}
      list="corrections"
    >
      {correction.state === 'approving' && <Callout tone="warn">{words.goingOn}</Callout>}
    </NameDecision>
  );
}
