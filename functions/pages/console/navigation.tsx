import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { useLocation } from 'wouter';
import { useReader } from '../components/reader.tsx';
import { ConsoleLink } from './console-link.tsx';
import type { Section } from './section.ts';
import type { ConsoleWords } from './words.ts';

/** The sections that somebody's roles include; on a phone behind a button that names the present one. */
export function Navigation({ sections }: { readonly sections: readonly Section[] }) {
  const { words } = useReader<ConsoleWords>();
  const [here] = useLocation();
  const [isOpen, setOpen] = useState(false);
  const present = sections.find(({ path }) => isWithin(here, path));
  return (
    <nav className="sections" aria-label={words.navigation}>
      <Button
        className="action second menu"
        aria-expanded={isOpen}
        aria-controls="sections"
        onPress={() => setOpen(!isOpen)}
      >
        <span aria-hidden="true">☰</span> {present ? words.sections[present.name] : words.navigation}
      </Button>
      <ul id="sections" className={isOpen ? 'open' : ''}>
        {sections.map(({ name, path }) => (
          <li key={name}>
            <ConsoleLink
              path={path}
              className="section-link"
              {...(path === present?.path ? { 'aria-current': 'page' as const } : {})}
              onClick={() => setOpen(false)}
            >
              {words.sections[name]}
            </ConsoleLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const isWithin = (here: string, path: string): boolean =>
  here === path || (path !== '/' && here.startsWith(`${path}/`));
