import { decideNameRequest, type listNameRequests } from '../../../routes/names.ts';
import type { JsonOf } from '../../../routes/route-types.ts';
import { useApi } from '../../components/api.tsx';
import { filled } from '../../components/reader.tsx';
import { type Decided, NameDecision } from './name-decision.tsx';
import { useCorrectionWords } from './words.ts';

type NameRequest = JsonOf<typeof listNameRequests, 200>['items'][number];

/** A request to correct a name in the records, beside the name that they have. */
export function RecordedName({ request }: { readonly request: NameRequest }) {
  const words = useCorrectionWords();
  const api = useApi();
  const decide = ({ decision, note }: Decided) =>
    api.call(decideNameRequest, {
      path: { id: request.volunteerId },
      body: { issuerId: request.issuerId, decision, ...(note === '' ? {} : { note }) },
    });
  return (
    <NameDecision
      id={`${request.issuerId}-${request.volunteerId}`}
      route={decideNameRequest}
      issuerId={request.issuerId}
      title={filled(words.volunteer, { id: <bdi dir="ltr">{request.volunteerId}</bdi> })}
      askedAt={request.reviewedAt}
      old={request}
      wanted={{ nameAr: request.wantedAr, nameEn: request.wantedEn }}
      note={request.note}
      decide={decide}
      list="name-requests"
    />
  );
}
