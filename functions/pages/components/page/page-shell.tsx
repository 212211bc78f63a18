import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { otherLanguage } from '../../../domain/wording/language.ts';
import { useReader } from '../reader.tsx';

/** Texts that every page of the application has. */
export interface ShellWords {
  readonly lang: string;
  readonly dir: string;
  readonly site: string;
  readonly siteLine: string;
  readonly otherLanguage: string;
  readonly skip: string;
}

/** The frame of a page: skip link, header with language and account, content. */
export function PageShell({
  account,
  children,
}: {
  readonly account?: ReactNode;
  readonly children: ReactNode;
}) {
  const { words, language, switchLanguage } = useReader<ShellWords>();
  const other = otherLanguage(language);
  return (
    <>
      <a className="skip" href="#main">
        {words.skip}
      </a>
      <header className="site">
        <div className="bar">
          <a className="brand" href={`/?lang=${language}`}>
            <Mark />
            <span>
              <strong>{words.site}</strong>
              <span>{words.siteLine}</span>
            </span>
          </a>
          <Button className="plain language" onPress={switchLanguage} lang={other}>
            {words.otherLanguage}
          </Button>
        </div>
        {account}
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}

/** The product's logo: a tick in an eight-pointed star, as in the region's tiles. */
function Mark() {
  return (
    <svg className="mark" viewBox="0 0 48 48" aria-hidden="true" focusable="false">
      <path
        className="star"
        d="M24 2l6.44 6.44h9.12v9.12L46 24l-6.44 6.44v9.12h-9.12L24 46l-6.44-6.44H8.44v-9.12L2 24l6.44-6.44V8.44h9.12z"
      />
      <path className="tick" d="M15.5 24.5l6 6 11.5-13" />
    </svg>
  );
}
