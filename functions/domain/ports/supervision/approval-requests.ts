import type { ApprovalRequest } from '../../approval/approval-request.ts';
import type { Page, PageRequest } from '../page.ts';

/** Stores whom hours were asked to be approved by, with the hash of each link's secret. */
export interface ApprovalRequests {
  find(requestId: string): Promise<ApprovalRequest | undefined>;
  /** Stores a request. Returns false, and writes nothing, if it isn't the revision before it that is stored. */
  put(request: ApprovalRequest): Promise<boolean>;
  /** Returns a page of the requests of some issuers, newest first. */
  list(issuerIds: readonly string[], page: PageRequest): Promise<Page<ApprovalRequest>>;
}
