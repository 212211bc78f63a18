import type { Opportunity } from '../../domain/hours/opportunity.ts';
import { recordHash } from '../../domain/record-hash.ts';
import { Refusal } from '../../domain/refusal.ts';
import { openFontLibrary } from '../../rendering/template-fonts.ts';
import * as ledger from '../../routes/ledger.ts';
import { answer } from '../../runtime/http/answer.ts';
import { apiHandler } from '../../runtime/http/api-handler.ts';
import { hasIssuer, issuersInScope } from '../../runtime/http/caller.ts';
import { implement } from '../../runtime/http/implement.ts';
import { wireJournal } from '../../runtime/wiring/journal.ts';
import { wireLedger } from '../../runtime/wiring/ledger.ts';
import { printedTexts } from '../../runtime/wiring/printable-names.ts';
import { wireRecordKey } from '../../runtime/wiring/record-key.ts';
import { templatesDirectory } from '../../runtime/wiring/templates-directory.ts';
import { PEOPLE } from '../../storage/clients.ts';
import { putOpportunity } from '../../workflows/ledger/put-opportunity.ts';

const deps = {
  ...wireLedger(wireRecordKey(PEOPLE)),
  findUnprinted: printedTexts(openFontLibrary(templatesDirectory())),
};

export const handler = apiHandler<'ledger/opportunities'>(wireJournal(), [
  implement(ledger.putOpportunity, async ({ caller, path, body }) => {
    if (!hasIssuer(caller, body.issuerId))
      throw new Refusal('FORBIDDEN_ROLE', 'You may not record for this issuer.', { issuerId: body.issuerId });
    const opportunity: Opportunity = { opportunityId: path.id, ...body };
    const outcome = await putOpportunity(opportunity, deps);
    caller.written.set('opportunitySha256', recordHash(opportunity));
    return answer(outcome === 'created' ? 201 : 200, opportunity);
  }),
  implement(ledger.listOpportunities, async ({ caller, query }) => {
    const { limit, cursor, issuer, from, to } = query;
    const issuerIds = issuersInScope(caller, deps.issuers.keys(), issuer);
    return answer(200, await deps.catalogue.list({ issuerIds, from, to }, { limit, cursor }));
  }),
]);
