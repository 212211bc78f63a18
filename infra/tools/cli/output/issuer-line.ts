import { listIssuers } from '../../../../functions/routes/issuers.ts';
import type { Session } from '../session/session.ts';
import { bilingualName } from './verification-lines.ts';

/** Returns the names and IDs of issuers; their IDs alone where the list of issuers does not have them. */
export async function issuerLine(
  issuerIds: readonly string[],
  { api, language, messages }: Session,
): Promise<string> {
  const names = new Map<string, string | undefined>();
  try {
    for await (const issuer of api.list(listIssuers, {}))
      names.set(issuer.issuerId, bilingualName(issuer, language));
  } catch {
    // The names are optional: the record is shown without them.
  }
  return issuerIds
    .map((issuerId) => {
      const name = names.get(issuerId);
      return name === undefined ? issuerId : `${name} (${issuerId})`;
    })
    .join(messages.comma);
}
