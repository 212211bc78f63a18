import type { ItemOf } from '../../../../functions/client/request-types.ts';
import type * as batches from '../../../../functions/routes/batches.ts';
import type * as ledger from '../../../../functions/routes/ledger.ts';
import type { BodyInput, JsonOf } from '../../../../functions/routes/route-types.ts';
import type * as verification from '../../../../functions/routes/verification.ts';

export type Batch = JsonOf<typeof batches.getBatch>;
export type BatchCounts = Batch['counts'];
export type BatchItem = ItemOf<typeof batches.listBatchItems>;
export type Outcome = BatchItem['outcome'];
export type Import = JsonOf<typeof ledger.getImport>;
export type ImportProblem = Import['problems'][number];
export type Verification = JsonOf<typeof verification.verifyCertificate>;

/** Which volunteers and opportunities a batch is about. */
export type BatchSelection = Omit<
  Exclude<BodyInput<typeof batches.createBatch>, { readonly confirms: string }>,
  'dryRun'
>;
