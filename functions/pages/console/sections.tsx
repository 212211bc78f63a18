import { Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { PageLoading } from '../components/page/page-loading.tsx';
import { useReader } from '../components/reader.tsx';
import { ConsoleLink } from './console-link.tsx';
import { IssuerChoice } from './issuer-choice.tsx';
import { Navigation } from './navigation.tsx';
import { useMay } from './own-roles.tsx';
import { SECTIONS } from './section.ts';
import type { ConsoleWords } from './words.ts';

/** The navigation, and the section that the address names. */
export function Sections() {
  const may = useMay();
  // A section that the roles don't include is left out; within a section, what they don't allow is shown with who may.
  const shown = SECTIONS.filter(({ routes }) => routes.length === 0 || routes.some((route) => may(route)));
  return (
    <div className="console">
      <div className="aside">
        <IssuerChoice />
        <Navigation sections={shown} />
      </div>
      <div className="section">
        <Suspense fallback={<PageLoading />}>
          <Switch>
            {shown.map(({ path, Content }) => (
              <Route key={path} path={path === '/' ? '/' : `${path}/*?`}>
                <Content />
              </Route>
            ))}
            <Route>
              <NoSuchSection />
            </Route>
          </Switch>
        </Suspense>
      </div>
    </div>
  );
}

function NoSuchSection() {
  const { notFound } = useReader<ConsoleWords>().words;
  return (
    <>
      <h1>{notFound.title}</h1>
      <p>{notFound.text}</p>
      <p>
        <ConsoleLink path="/">{notFound.home}</ConsoleLink>
      </p>
    </>
  );
}
