import { Route, Switch } from 'wouter';
import { ImportList } from './import-list.tsx';
import { ImportReport } from './import-report.tsx';

/** Imports: a file to bring, the list, and one import with what was found in it. */
export default function Imports() {
  return (
    <Switch>
      <Route path="/imports/:id">{({ id }) => <ImportReport key={id} importId={id} />}</Route>
      <Route>
        <ImportList />
      </Route>
    </Switch>
  );
}
