import { useReader } from '../components/reader.tsx';
import type { ConsoleWords } from './words.ts';

/** The pages for those who don't work for an issuer. */
export function Elsewhere() {
  const { words, language } = useReader<ConsoleWords>();
  const { welcome } = words;
  return (
    <section className="panel">
      <h2>{welcome.otherTitle}</h2>
      <ul>
        <li>
          <a href={`/my?lang=${language}`}>{welcome.my}</a>
        </li>
        <li>
          <a href={`/verify?lang=${language}`}>{welcome.verify}</a>
        </li>
      </ul>
    </section>
  );
}
