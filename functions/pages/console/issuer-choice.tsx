import { Choice } from '../components/choice.tsx';
import { useReader } from '../components/reader.tsx';
import { useIssuerInAddress } from './console-path.ts';
import { useIssuerNames } from './issuer-names.ts';
import { useIssuer, useOwnRoles, useRolesHere } from './own-roles.tsx';
import type { ConsoleWords } from './words.ts';

const ALL = 'all';

/** Says for which issuer the person works, lets them choose where there are several, and names their roles there. */
export function IssuerChoice() {
  const { words, language } = useReader<ConsoleWords>();
  const { issuers } = useOwnRoles();
  const issuer = useIssuer();
  const [, choose] = useIssuerInAddress();
  const nameOf = useIssuerNames();
  const roles = [...useRolesHere()].map((role) => words.roles[role]);
  const [only] = issuers;
  return (
    <div className="working-for">
      {issuers.length === 1 && only !== undefined ? (
        <p>
          <strong>{nameOf(only.issuerId)}</strong>
        </p>
      ) : (
        <Choice
          label={words.issuer.label}
          value={issuer ?? ALL}
          onChange={(value) => choose(value === ALL ? undefined : value)}
          options={[
            { value: ALL, text: words.issuer.all },
            ...issuers.map(({ issuerId }) => ({ value: issuerId, text: nameOf(issuerId) })),
          ]}
        />
      )}
      <p className="quiet">
        {words.yourRoles.replace('{roles}', new Intl.ListFormat(language, { type: 'unit' }).format(roles))}
      </p>
    </div>
  );
}
