import type { listPartnerships } from '../../../routes/partners.ts';
import type { JsonOf } from '../../../routes/route-types.ts';

/** A joint opportunity as one of its partners sees it. */
export type Partnership = JsonOf<typeof listPartnerships, 200>['items'][number];
