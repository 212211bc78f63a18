import { Route, Switch } from 'wouter';
import { CertificatePage } from './certificate-page.tsx';
import { SearchPage } from './search-page.tsx';
import { VolunteerPage } from './volunteer-page.tsx';

/** The section in which people are found, each with a page of hours and certificates. */
export default function Volunteers() {
  return (
    <Switch>
      <Route path="/volunteers/certificates/:id">
        {({ id }) => <CertificatePage key={id} certificateId={id} />}
      </Route>
      <Route path="/volunteers/:issuer/:id">
        {({ issuer, id }) => <VolunteerPage key={`${issuer} ${id}`} issuerId={issuer} volunteerId={id} />}
      </Route>
      <Route>
        <SearchPage />
      </Route>
    </Switch>
  );
}
