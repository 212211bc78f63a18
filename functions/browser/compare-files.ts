import { type Examined, examine, warnings, whyUnchecked } from './examine.ts';
import { acceptFiles, type FilePanel } from './file-panel.ts';

const STROKES = { passed: 'M4.5 12.5l5 5 10-11', failed: 'M6 6l12 12M18 6L6 18' };

/** Compares files with the hash on a certificate's page. Returns the function that shows the result for a file. */
export function compareFiles(panel: FilePanel): (examined: Examined) => void {
  const { section, words } = panel;
  const markRow = rowMarker(panel);
  const setDoubted = doubter(words.record);
  const show = ({ sha256, reading, unchecked }: Examined) => {
    const genuine = sha256 !== null && sha256 === section.dataset.sha256;
    // Whatever could be read in it: a forged copy may hide what it names, under a password for instance.
    setDoubted(!genuine);
    markRow(genuine ? 'passed' : undefined);
    if (genuine) return panel.show(words.genuine, 'genuine');
    if (unchecked !== null || reading === null) return panel.show(whyUnchecked(panel, unchecked));
    const others = reading.namedIds.filter((id) => id !== section.dataset.id);
    const told = warnings(panel, reading);
    if (others.length === reading.namedIds.length && others.length === 1) told.push(words.other);
    if (others.length > 0)
      return panel.show(told.join(' '), reading.disagreement === null ? '' : 'altered', others);
    if (reading.kind === 'picture') return panel.show([words.picture, ...told].join(' '));
    markRow('failed');
    return panel.show([reading.revised ? words.revised : words.altered, ...told].join(' '), 'altered');
  };
  acceptFiles(panel, (file) => examine(file, async (sha256) => sha256 === section.dataset.sha256), show);
  return show;
}

/** Returns a function that shows the outcome of comparing the file in its row; without one, the row as it was. */
function rowMarker({ section }: FilePanel): (outcome?: keyof typeof STROKES) => void {
  const row = document.querySelector('#file-row')?.closest('li');
  const untouched = row?.cloneNode(true) as HTMLElement | undefined;
  return (outcome) => {
    if (!row || !untouched) return;
    row.className = outcome ?? untouched.className;
    row.replaceChildren(...untouched.cloneNode(true).childNodes);
    if (!outcome) return;
    row.querySelector('path')?.setAttribute('d', STROKES[outcome]);
    const text = row.querySelector('#file-row');
    if (text) text.textContent = section.dataset[outcome] ?? '';
    row.querySelector('.outcome')?.remove();
  };
}

/** Returns a function that replaces the heading "valid" with one that speaks of the record only. */
function doubter(record: string): (doubted: boolean) => void {
  const heading = document.querySelector('#status');
  const valid = heading?.textContent ?? '';
  return (doubted) => {
    heading?.closest('article')?.classList.toggle('doubted', doubted);
    if (heading) heading.textContent = doubted ? record : valid;
  };
}
