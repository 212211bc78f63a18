import { requestName } from '../../../routes/names.ts';
import { useApi } from '../../components/api.tsx';
import { NameRequestForm } from '../name-request-form.tsx';
import type { SameName } from './profiles-by-name.ts';
import { useDetailsWords } from './words.ts';

/** Asks every issuer that knows a name to correct it, before a certificate bears it. */
export function NameForm(props: { readonly profiles: SameName; readonly onDone: () => void }) {
  const texts = useDetailsWords().nameReview;
  const api = useApi();
  const [first] = props.profiles;
  return (
    <NameRequestForm
      draftName={`name ${first.issuerId}`}
      text={texts.text}
      now={first}
      stale={['progress']}
      send={(body) =>
        Promise.all(
          props.profiles.map(({ issuerId }) => api.call(requestName, { body: { issuerId, ...body } })),
        )
      }
      onDone={props.onDone}
    />
  );
}
