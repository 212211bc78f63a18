// Checks a PDF against the hash on record, on the reader's device. Nothing of the file is sent.
const LARGEST_FILE_BYTES = 20_000_000;
const STORAGE_KEY = 'tawtheeq-file';

const hex = (buffer) =>
  [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Returns a file's SHA-256, its number of revisions and the certificate ID in it, or a problem with the file. */
const examine = async (file) => {
  if (file.size > LARGEST_FILE_BYTES) return { problem: 'tooLarge' };
  try {
    const bytes = await file.arrayBuffer();
    const text = new TextDecoder('latin1').decode(bytes);
    // A ZIP archive may store a PDF uncompressed, with its header near the start of the archive.
    if (text.startsWith('PK') || !text.slice(0, 1024).includes('%PDF-')) return { problem: 'notPdf' };
    return {
      sha256: hex(await crypto.subtle.digest('SHA-256', bytes)),
      // Every update appended to a PDF has its own `startxref`.
      revisions: text.split('startxref').length - 1,
      id: /\/(?:V|verify)\/([0-9A-HJKMNP-TV-Z]{18})(?![0-9A-Z])/.exec(text)?.[1],
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
  const markRow = (outcome) => {
    row.className = outcome;
    row.querySelector('path').setAttribute('d', STROKES[outcome]);
    row.querySelector('#file-row').textContent =
      section.dataset[outcome === 'passed' ? 'rowPassed' : 'rowFailed'];
    row.querySelector('.outcome')?.remove();
  };
  const heading = document.querySelector('#status');
  const valid = heading.textContent;
  /** For an altered file, replaces the heading "valid" with one that speaks of the record only. */
  const setDoubted = (doubted) => {
    heading.closest('article').classList.toggle('doubted', doubted);
    heading.textContent = doubted ? section.dataset.record : valid;
  };
  const showResult = ({ problem, sha256, revisions, id }) => {
    setDoubted(false);
    if (problem) return show(problem, 'altered');
    // A file without an ID is not an altered certificate.
    if (!id) return show('noId');
    if (id !== section.dataset.id) {
      show('other');
      return section.querySelector('[role=status]').append(' ', answerLink(id));
    }
    const genuine = sha256 === section.dataset.sha256;
    markRow(genuine ? 'passed' : 'failed');
    setDoubted(!genuine);
    if (genuine) return show('genuine', 'genuine');
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
    if (examined.problem) return show(examined.problem, 'altered');
    if (!examined.id) return show('noId', 'altered');
    sessionStorage.setItem(STORAGE_KEY, JSON.stringify(examined));
    location.assign(`/verify/${examined.id}?lang=${document.documentElement.lang}`);
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
