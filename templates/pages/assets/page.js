// Checks a PDF against the hash on record, on the reader's device. Nothing of the file is sent.
const LARGEST_FILE_BYTES = 20_000_000;
const LARGEST_STREAM_BYTES = 4_000_000;
const MOST_STREAMS = 200;
const STORAGE_KEY = 'tawtheeq-file';

const hex = (buffer) =>
  [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Returns whether the check digits of a certificate ID hold (ISO 7064 MOD 97-10). */
const isSound = (id) => {
  let rest = 0;
  for (const [index, symbol] of [...id].entries())
    rest = (rest * (index < 16 ? 32 : 10) + SYMBOLS.indexOf(symbol)) % 97;
  return id.length === 18 && rest === 1;
};

/** Returns the certificate IDs in verification links, and in the metadata of a file. */
const idsIn = (text) => [
  ...[...text.matchAll(/\/(?:V|verify)\/([0-9A-HJKMNP-TV-Z]{16}\d\d)(?![0-9A-Z])/g)].map(([, id]) => id),
  ...[...text.matchAll(/<dc:identifier>([0-9A-Z-]{18,22})</g)].map(([, id]) => id.replaceAll('-', '')),
];

/** Returns what a compressed stream of a PDF holds, up to the first error: bytes may follow it. */
const inflated = async (bytes) => {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate')).getReader();
  const decoder = new TextDecoder('latin1');
  let text = '';
  try {
    while (text.length < LARGEST_STREAM_BYTES) {
      const { done, value } = await reader.read();
      if (done) break;
      text += decoder.decode(value);
    }
  } catch {}
  void reader.cancel().catch(() => {});
  return text;
};

/** Returns the sound certificate IDs that a PDF names, also in the compressed streams to which other programs move links. */
const namedIds = async (text, bytes) => {
  const found = new Set(idsIn(text).filter(isSound));
  const starts = [...text.matchAll(/(?<!end)stream\r?\n/g)].slice(0, found.size > 0 ? 0 : MOST_STREAMS);
  for (const { index, 0: keyword } of starts) {
    const end = text.indexOf('endstream', index);
    const content = bytes.slice(index + keyword.length, end < 0 ? undefined : end);
    for (const id of idsIn(await inflated(content)).filter(isSound)) found.add(id);
  }
  return [...found];
};

/** Returns a file's SHA-256, its number of revisions and the certificate IDs in it, or a problem with the file. */
const examine = async (file) => {
  if (file.size > LARGEST_FILE_BYTES) return { problem: 'tooLarge' };
  try {
    const bytes = await file.arrayBuffer();
    const text = new TextDecoder('latin1').decode(bytes);
    // A ZIP archive may store a PDF uncompressed, with its header near the start of the archive.
    // One byte of the header may be wrong: the file is an altered one.
    const isPdf = text.slice(0, 1024).includes('%PDF-') || /^(?:.PDF-|%.DF-|%P.F-|%PD.-|%PDF.)/s.test(text);
    if (text.startsWith('PK') || !isPdf) return { problem: 'notPdf' };
    return {
      sha256: hex(await crypto.subtle.digest('SHA-256', bytes)),
      // Every update appended to a PDF has its own `startxref`.
      revisions: text.split('startxref').length - 1,
      ids: await namedIds(text, bytes),
    };
  } catch {
    return { problem: 'unreadable' };
  }
};

/** Calls `handle` with a file that is chosen, or dropped anywhere on the page, so that the browser doesn't open it. */
const acceptFiles = (section, handle) => {
  const choose = section.querySelector('input[type=file]');
  section.querySelector('.with-script').hidden = false;
  section.querySelector('.without-script').hidden = true;
  choose.addEventListener('change', () => {
    const [file] = choose.files;
    if (file) void handle(file).finally(() => (choose.value = ''));
  });
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
    const [file] = event.dataTransfer.files;
    if (file) void handle(file);
  });
};

/** Returns a function that shows an outcome in the section's status line. */
const statusLine = (section) => {
  const line = section.querySelector('[role=status]');
  return (outcome, kind = '') => {
    line.textContent = section.dataset[outcome];
    line.className = `outcome-line ${kind}`;
    line.scrollIntoView({ block: 'nearest' });
  };
};

/** Returns a link to the verification page of another certificate, whose file was chosen. */
const answerLink = (id) => {
  const link = document.createElement('a');
  link.href = `/verify/${id}?lang=${document.documentElement.lang}`;
  link.dir = 'ltr';
  link.textContent = id.match(/.{1,4}/g).join('-');
  return link;
};

/** Compares files with the hash on a verification page. Returns the function that shows a file's result. */
const compareFiles = (section) => {
  const show = statusLine(section);
  const row = document.querySelector('#file-row').closest('li');
  const STROKES = { passed: 'M4.5 12.5l5 5 10-11', failed: 'M6 6l12 12M18 6L6 18' };
  const untouched = row.cloneNode(true);
  /** Shows the outcome of comparing the file in its row; without one, the row as it was. */
  const markRow = (outcome) => {
    row.className = untouched.className;
    row.replaceChildren(...untouched.cloneNode(true).childNodes);
    if (!outcome) return;
    row.className = outcome;
    row.querySelector('path').setAttribute('d', STROKES[outcome]);
    row.querySelector('#file-row').textContent =
      section.dataset[outcome === 'passed' ? 'rowPassed' : 'rowFailed'];
    row.querySelector('.outcome')?.remove();
  };
  const heading = document.querySelector('#status');
  const valid = heading.textContent;
  /** For any file but the issued one, replaces the heading "valid" with one that speaks of the record only. */
  const setDoubted = (doubted) => {
    heading.closest('article').classList.toggle('doubted', doubted);
    heading.textContent = doubted ? section.dataset.record : valid;
  };
  const showResult = ({ problem, sha256, revisions, ids = [] }) => {
    const genuine = sha256 === section.dataset.sha256;
    // Whatever could be read in it: a forged copy may hide its links, under a password for instance.
    setDoubted(!genuine);
    markRow(genuine ? 'passed' : undefined);
    if (genuine) return show('genuine', 'genuine');
    if (problem) return show(problem);
    if (ids.length === 0) return show('noId');
    if (!ids.includes(section.dataset.id)) {
      show('other');
      const status = section.querySelector('[role=status]');
      status.append(...ids.flatMap((id) => [' ', answerLink(id)]));
      return;
    }
    markRow('failed');
    return show(revisions > 1 ? 'revised' : 'altered', 'altered');
  };
  acceptFiles(section, async (file) => {
    show('working');
    showResult(await examine(file));
  });
  return showResult;
};

/** Leads from a file on the form to the page of its certificate, which shows the file's result. */
const findCertificate = (section) => {
  const show = statusLine(section);
  acceptFiles(section, async (file) => {
    show('working');
    const examined = await examine(file);
    if (examined.problem) return show(examined.problem);
    const [id] = examined.ids;
    if (!id) return show('noId');
    sessionStorage.setItem(STORAGE_KEY, JSON.stringify(examined));
    location.assign(`/verify/${id}?lang=${document.documentElement.lang}`);
  });
};

// `crypto.subtle` exists in secure contexts only. Without it the page keeps its instructions for comparing by hand.
if (crypto.subtle) {
  const stored = sessionStorage.getItem(STORAGE_KEY);
  sessionStorage.removeItem(STORAGE_KEY);
  const answer = document.querySelector('[data-sha256]');
  const form = document.querySelector('[data-no-id]');
  if (answer) {
    const showResult = compareFiles(answer);
    if (stored) {
      // The file's result comes first: an altered file may contain the ID of a valid certificate.
      document.querySelector('main').prepend(answer.querySelector('[role=status]'));
      showResult(JSON.parse(stored));
    }
  } else if (form) findCertificate(form);
}
