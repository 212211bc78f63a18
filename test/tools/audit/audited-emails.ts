import type { ApprovalRequest } from '../../../functions/domain/approval/approval-request.ts';
import { secretHash } from '../../../functions/domain/approval/link-token.ts';
import { DAY_MS } from '../../../functions/domain/calendar-date.ts';
import { recordHash } from '../../../functions/domain/record-hash.ts';
import { DynamoDeliveries } from '../../../functions/storage/dynamo/deliveries/dynamo-deliveries.ts';
import { DynamoSuppressions } from '../../../functions/storage/dynamo/deliveries/dynamo-suppressions.ts';
import { DynamoEmailLanguages } from '../../../functions/storage/dynamo/emails/dynamo-email-languages.ts';
import { DynamoLinkRegister } from '../../../functions/storage/dynamo/emails/dynamo-link-register.ts';
import { DynamoOutbox } from '../../../functions/storage/dynamo/emails/dynamo-outbox.ts';
import { DynamoApprovalRequests } from '../../../functions/storage/dynamo/supervision/dynamo-approval-requests.ts';
import { DynamoNameReviews } from '../../../functions/storage/dynamo/volunteers/dynamo-name-reviews.ts';
import { recordKey } from '../../record-key.ts';
import { acted } from './audited-acts.ts';
import { type depsOver, ISSUER_ID, OPPORTUNITY } from './audited-world.ts';
import type { Store } from './edit-records.ts';

const DAYS_30_MS = 30 * DAY_MS;
const later = (instant: string) => new Date(Date.parse(instant) + DAYS_30_MS).toISOString();

/** A volunteer whose request for another name was approved. */
export const CORRECTED_ID = 'AUDIT-4';

/**
 * One email about two certificates, which was delivered, with its link; the language that its reader chose, who also asks
 * for another name; an address that bounced; and a supervisor who was asked for an approval by link.
 */
export async function correspond(
  { dynamo, tableName }: Store,
  deps: ReturnType<typeof depsOver>,
  [certificateId, other]: readonly [string, string],
  volunteerId: string,
): Promise<void> {
  const deliveries = new DynamoDeliveries(dynamo, tableName);
  const outbox = new DynamoOutbox(dynamo, tableName);
  const batchId = 'audited';
  const subject = { certificateId, issuerId: ISSUER_ID, volunteerId, batchId };
  const now = deps.now();
  const lease = { now, until: later(now), digest: [certificateId, other], addressHash: 'hash-1' };
  const attempt = await deliveries.begin(subject, lease);
  if (attempt === undefined) throw new Error('The delivery was begun before');
  await deliveries.end(subject, { attempt, at: deps.now(), state: 'handed_in', reason: null });
  await outbox.settle({ certificateId, name: null }, deps.now());

  const madeAt = deps.now();
  const links = new DynamoLinkRegister(dynamo, tableName, recordKey);
  const link = {
    certificateId,
    secretHash: secretHash('secret of a link'),
    madeAt,
    expiresAt: later(madeAt),
  };
  await links.add({ ...link, madeFor: 'email' });
  await new DynamoEmailLanguages(dynamo, tableName).choose(
    { issuerId: ISSUER_ID, volunteerId },
    'ar',
    deps.now(),
  );

  const reviews = new DynamoNameReviews(dynamo, tableName, recordKey);
  const review = {
    ...{ issuerId: ISSUER_ID, volunteerId, revision: 1, state: 'requested' as const },
    ...{ reviewedAt: deps.now(), reviewedBy: volunteerId },
    ...{ nameAr: 'نورة عبدالله البيشي', nameEn: 'Noura Abdullah Al-Bishi' },
    ...{ wantedAr: null, wantedEn: 'Nora Al-Bishi', note: '' },
    ...{ decidedAt: null, decidedBy: null, decisionNote: null },
  };
  await reviews.put(review);
  const another = { ...review, volunteerId: CORRECTED_ID, reviewedBy: CORRECTED_ID };
  await reviews.put(another);
  const decisionOn = { issuerId: ISSUER_ID, id: CORRECTED_ID, decision: 'approve' };
  await acted(deps, { act: 'decide_name_request', subject: 'coordinator-2', targets: decisionOn }, () =>
    reviews.put({
      ...{ ...another, revision: 2, state: 'corrected' },
      ...{ decidedAt: deps.now(), decidedBy: 'coordinator-2' },
    }),
  );
  const suppressions = new DynamoSuppressions(dynamo, tableName);
  await suppressions.add(await suppressions.hashOf('gone@people.example'), 'NO_MAILBOX', deps.now());

  const { opportunityId } = OPPORTUNITY;
  await acted(
    deps,
    { act: 'ask_approval', subject: 'coordinator-1' },
    async () => {
      const askedAt = deps.now();
      const request: ApprovalRequest = {
        requestId: 'ab'.repeat(16),
        issuerId: ISSUER_ID,
        supervisorId: `${ISSUER_ID}.2`,
        askedBy: 'coordinator-1',
        askedAt,
        validUntil: later(askedAt),
        secretSha256: secretHash('secret of an approval'),
        opportunityIds: [opportunityId],
        entries: [{ volunteerId, opportunityId, entryId: 'E-14' }],
        rejections: [],
        revision: 1,
      };
      await new DynamoApprovalRequests(dynamo, tableName).put(request);
      return request;
    },
    (request) => ({ id: request.requestId, approvalSha256: recordHash(request) }),
  );
}
