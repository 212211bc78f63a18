import { Callout } from '../callout.tsx';
import { useReader } from '../reader.tsx';
import { PageHeading } from './page-heading.tsx';

/** Stands in the place of a page whose code or content is on its way. */
export function PageLoading() {
  const { words } = useReader<{ readonly loading: string }>();
  return (
    <>
      <PageHeading />
      <Callout>{words.loading}</Callout>
    </>
  );
}
