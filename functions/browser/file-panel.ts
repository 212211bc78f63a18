import type { VerificationWords } from '../pages/verification-words.ts';

/** The panel of a page in which a file is chosen. */
export interface FilePanel {
  readonly section: HTMLElement;
  readonly words: VerificationWords['file'];
  /** Address that everything on a certificate starts with. */
  readonly baseUrl: string;
  /** Shows a text in the panel's status line, with links to certificates after it. */
  show(text: string, kind?: 'genuine' | 'altered' | '', ids?: readonly string[]): void;
}

/** Returns the panel of this page; null when it has none. */
export function filePanel(): FilePanel | null {
  const section = document.querySelector<HTMLElement>('.file');
  const line = section?.querySelector<HTMLElement>('[role=status]');
  if (!section || !line) return null;
  return {
    section,
    words: JSON.parse(section.dataset.words ?? '{}'),
    baseUrl: section.dataset.base ?? '',
    show(text, kind = '', ids = []) {
      line.replaceChildren(...pieces(text));
      line.className = `outcome-line ${kind}`;
      line.append(...ids.flatMap((id) => [' ', answerLink(id)]));
      line.scrollIntoView({ block: 'nearest' });
    },
  };
}

/**
 * Reads a file that is chosen, pasted, or dropped anywhere on the page, so that the browser doesn't open it, and shows what
 * was found. Only the last file counts: what is found in an earlier one then isn't shown.
 */
export function acceptFiles<Found>(
  { section, words, show }: FilePanel,
  read: (file: File) => Promise<Found>,
  showFound: (found: Found) => void,
): void {
  const choose = section.querySelector<HTMLInputElement>('input[type=file]');
  section.querySelector('.with-script')?.removeAttribute('hidden');
  section.querySelector('.without-script')?.setAttribute('hidden', '');
  let last: File | undefined;
  const accept = async (files?: FileList | null) => {
    const [file, ...others] = files ?? [];
    if (!file) return;
    last = file;
    if (others.length > 0) return show(words.oneFile);
    show(words.working);
    const found = await read(file);
    if (file === last) showFound(found);
  };
  choose?.addEventListener('change', () => {
    void accept(choose.files).finally(() => {
      choose.value = '';
    });
  });
  addEventListener('paste', (event) => void accept(event.clipboardData?.files));
  addEventListener('dragover', (event) => {
    event.preventDefault();
    section.classList.add('over');
  });
  addEventListener('dragleave', (event) => {
    if (!event.relatedTarget) section.classList.remove('over');
  });
  addEventListener('drop', (event) => {
    event.preventDefault();
    section.classList.remove('over');
    void accept(event.dataTransfer?.files);
  });
}

/** An ID as it is printed, or an address. */
const LATIN = /((?:[0-9A-Z]{4}-){4}\d\d|https?:\/\/[^\s]*[^\s.])/;

/** Returns a text with its IDs and addresses kept apart: in Arabic too they are read from the left, and IDs in one line. */
const pieces = (text: string): Node[] =>
  text.split(LATIN).map((piece, index) => {
    if (index % 2 === 0) return document.createTextNode(piece);
    const apart = document.createElement('bdi');
    apart.dir = 'ltr';
    apart.textContent = piece;
    return apart;
  });

/** Returns the address of a certificate's page in the language of this one. */
export const answerAddress = (id: string): string => `/verify/${id}?lang=${document.documentElement.lang}`;

/** Returns an ID in the groups that certificates print. */
export const grouped = (id: string): string => id.match(/.{1,4}/g)?.join('-') ?? id;

/** Returns a text with its `{placeholders}` filled in. */
export const filled = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');

function answerLink(id: string): HTMLAnchorElement {
  const link = document.createElement('a');
  link.href = answerAddress(id);
  link.dir = 'ltr';
  link.textContent = grouped(id);
  return link;
}
