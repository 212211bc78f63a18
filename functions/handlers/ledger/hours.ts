import { opportunityName } from '../../domain/hours/opportunity.ts';
import { issuerOf, separatesPeople } from '../../domain/issuer.ts';
import { Refusal } from '../../domain/refusal.ts';
import * as ledger from '../../routes/ledger.ts';
import { answer } from '../../runtime/http/answer.ts';
import { apiHandler } from '../../runtime/http/api-handler.ts';
import { issuersInScope } from '../../runtime/http/caller.ts';
import { implement } from '../../runtime/http/implement.ts';
import { wireJournal } from '../../runtime/wiring/journal.ts';
import { wireLedger } from '../../runtime/wiring/ledger.ts';
import { findOpportunity } from '../../workflows/find-opportunity.ts';
import { decideOnHours } from '../../workflows/ledger/approve-hours.ts';
import { listPendingHours } from '../../workflows/ledger/list-pending-hours.ts';

const deps = wireLedger();

export const handler = apiHandler<'ledger/hours'>(wireJournal(), [
  implement(ledger.listPendingHours, async ({ caller, query: { issuer, opportunity, ...page } }) => {
    const inScope = issuersInScope(caller, deps.issuers.keys(), issuer);
    const found = await findOpportunity(opportunity, inScope, deps.catalogue);
    if (found === undefined) throw new Refusal('NOT_FOUND', 'There is no such opportunity in your scope.');
    const { issuerId, opportunityId } = found;
    const { items, cursor } = await listPendingHours({ issuerId, opportunityId }, page, deps);
    const shown = items.map(({ entry, importAwaited, ...whose }) => ({
      ...whose,
      issuerId,
      opportunityId,
      entryId: entry.entryId,
      date: entry.date,
      minutes: entry.minutes,
      start: entry.start ?? null,
      end: entry.end ?? null,
      recordedBy: entry.recorded.by,
      recordedAt: entry.recorded.at,
      importId: importAwaited ?? null,
    }));
    return answer(200, { items: shown, cursor });
  }),
  implement(ledger.listPendingOpportunities, async ({ caller, query: { issuer, ...page } }) => {
    const inScope = issuersInScope(caller, deps.issuers.keys(), issuer);
    const { items, cursor } = await deps.pendingHours.list(inScope, page);
    const titles = new Map(
      (await deps.catalogue.findMany(items)).map((one) => [opportunityName(one), one] as const),
    );
    const titled = items.map((pending) => {
      const { titleAr = '', titleEn = '' } = titles.get(opportunityName(pending)) ?? {};
      return { ...pending, titleAr, titleEn };
    });
    return answer(200, { items: titled, cursor });
  }),
  implement(ledger.decideHours, async ({ caller, body }) => {
    const { decision, ...selection } = body;
    const inScope = issuersInScope(caller, deps.issuers.keys(), selection.issuerId);
    const issuerId =
      'entryIds' in selection
        ? inScope[0]
        : (await findOpportunity(selection.opportunityId, inScope, deps.catalogue))?.issuerId;
    if (issuerId === undefined)
      throw new Refusal('NOT_FOUND', 'There is no such issuer or opportunity in your scope.');
    const kind = 'opportunityId' in selection ? 'opportunity' : 'entry';
    const policy = await deps.policies.of(issuerOf(deps.issuers, issuerId));
    const made = {
      status: decision,
      at: deps.now(),
      by: caller.subject,
      kind,
      separatesPeople: separatesPeople({ policy }),
    } as const;
    const { entriesSum, ...result } = await decideOnHours({ ...selection, issuerId }, made, deps);
    caller.written.set('decided', String(result.decided)).set('entriesSum', entriesSum);
    return answer(200, result);
  }),
]);
