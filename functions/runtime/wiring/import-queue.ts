import { type Patience, sqsClient } from '../../storage/clients.ts';
import { SqsImportQueue } from '../../storage/sqs-import-queue.ts';
import { logInfo } from '../log.ts';
import { currentRequestId } from '../request-id.ts';

/** The queue of imports, as the environment names it; each message has the ID of the request on. */
export const wireImportQueue = (environment: { readonly IMPORT_QUEUE_URL: string }, patience: Patience) =>
  new SqsImportQueue(sqsClient(patience), environment.IMPORT_QUEUE_URL, {
    requestId: currentRequestId,
    sent: (importIds) => {
      for (const importId of importIds) logInfo('import.sent', { importId });
    },
  });
