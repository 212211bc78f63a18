import { Route, Switch } from 'wouter';
import { BatchList } from './batch-list.tsx';
import { BatchPage } from './batch-page.tsx';
import { HandOutList } from './hand-out-list.tsx';
import { NewBatch } from './new-batch.tsx';

/** The section in which certificates are issued: all batches, a new one, one, and whom its documents are handed to. */
export default function Batches() {
  return (
    <Switch>
      <Route path="/batches/new">
        <NewBatch />
      </Route>
      <Route path="/batches/:id/hand-out">{({ id }) => <HandOutList key={id} batchId={id} />}</Route>
      <Route path="/batches/:id">{({ id }) => <BatchPage key={id} batchId={id} />}</Route>
      <Route>
        <BatchList />
      </Route>
    </Switch>
  );
}
