import { Route, Switch } from 'wouter';
import { OpportunityChoice } from './opportunity-choice.tsx';
import { PendingHours } from './pending-hours.tsx';

/** Hours that wait for a decision: an opportunity to choose, then its hours. */
export default function Hours() {
  return (
    <Switch>
      <Route path="/hours/:issuer/:opportunity">
        {({ issuer, opportunity }) => (
          <PendingHours
            key={`${issuer} ${opportunity}`}
            issuerId={decodeURIComponent(issuer)}
            opportunityId={decodeURIComponent(opportunity)}
          />
        )}
      </Route>
      <Route>
        <OpportunityChoice />
      </Route>
    </Switch>
  );
}
