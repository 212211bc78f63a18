// Checks a PDF against the issuer's fingerprint on the reader's own device. Nothing of it leaves the device.
const LARGEST = 20_000_000;
const KEPT = 'tawtheeq-file';

const hex = (buffer) =>
  [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** What a file is: its fingerprint, how often it was saved, which certificate it says it is; or why it is none. */
const examine = async (file) => {
  if (file.size > LARGEST) return { problem: 'tooLarge' };
  try {
    const bytes = await file.arrayBuffer();
    const text = new TextDecoder('latin1').decode(bytes);
    // An archive of PDFs may hold the first one's head near its own.
    if (text.startsWith('PK') || !text.slice(0, 1024).includes('%PDF-')) return { problem: 'notPdf' };
    return {
      sha256: hex(await crypto.subtle.digest('SHA-256', bytes)),
      // A PDF that was added to after issue has a second end mark.
      revisions: text.split('startxref').length - 1,
      id: /\/(?:V|verify)\/([0-9A-HJKMNP-TV-Z]{18})(?![0-9A-Z])/.exec(text)?.[1],
    };
  } catch {
    return { problem: 'unreadable' };
  }
};

/** Lets a file be chosen or dropped anywhere, so that a missed drop doesn't open it in place of the page. */
const takeFiles = (section, take) => {
  const choose = section.querySelector('input[type=file]');
  section.querySelector('.with-script').hidden = false;
  section.querySelector('.without-script').hidden = true;
  choose.addEventListener('change', () => {
    const [file] = choose.files;
    if (file) void take(file).finally(() => (choose.value = ''));
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
    if (file) void take(file);
  });
};

const speaker = (section) => {
  const line = section.querySelector('[role=status]');
  return (outcome, kind = '') => {
    line.textContent = section.dataset[outcome];
    line.className = `outcome-line ${kind}`;
    line.scrollIntoView({ block: 'nearest' });
  };
};

/** Where the answer about another certificate stands, whose file was chosen. */
const answerLink = (id) => {
  const link = document.createElement('a');
  link.href = `/verify/${id}?lang=${document.documentElement.lang}`;
  link.dir = 'ltr';
  link.textContent = id.match(/.{1,4}/g).join('-');
  return link;
};

/** On the answer: compares a file with the fingerprint there. */
const compareOn = (section) => {
  const say = speaker(section);
  const row = document.querySelector('#file-row').closest('li');
  const STROKES = { passed: 'M4.5 12.5l5 5 10-11', failed: 'M6 6l12 12M18 6L6 18' };
  const mark = (outcome) => {
    row.className = outcome;
    row.querySelector('path').setAttribute('d', STROKES[outcome]);
    row.querySelector('#file-row').textContent =
      section.dataset[outcome === 'passed' ? 'rowPassed' : 'rowFailed'];
    row.querySelector('.outcome')?.remove();
  };
  const heading = document.querySelector('#status');
  const valid = heading.textContent;
  /** What the record says doesn't hold for an altered file: it is no longer the first thing that is seen. */
  const doubt = (doubted) => {
    heading.closest('article').classList.toggle('doubted', doubted);
    heading.textContent = doubted ? section.dataset.record : valid;
  };
  const judge = ({ problem, sha256, revisions, id }) => {
    doubt(false);
    if (problem) return say(problem, 'altered');
    // Nothing was altered where it was never this certificate's file.
    if (!id) return say('noId');
    if (id !== section.dataset.id) {
      say('other');
      return section.querySelector('[role=status]').append(' ', answerLink(id));
    }
    const genuine = sha256 === section.dataset.sha256;
    mark(genuine ? 'passed' : 'failed');
    doubt(!genuine);
    if (genuine) return say('genuine', 'genuine');
    return say(revisions > 1 ? 'revised' : 'altered', 'altered');
  };
  takeFiles(section, async (file) => {
    say('working');
    judge(await examine(file));
  });
  return judge;
};

/** On the form: finds the certificate that a file says it is, and takes what was examined along to its answer. */
const findFrom = (section) => {
  const say = speaker(section);
  takeFiles(section, async (file) => {
    say('working');
    const examined = await examine(file);
    if (examined.problem) return say(examined.problem, 'altered');
    if (!examined.id) return say('noId', 'altered');
    sessionStorage.setItem(KEPT, JSON.stringify(examined));
    location.assign(`/verify/${examined.id}?lang=${document.documentElement.lang}`);
  });
};

// Without a secure address the browser offers no SHA-256, and the page says how to go on without it.
if (crypto.subtle) {
  const kept = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  const answer = document.querySelector('[data-sha256]');
  const form = document.querySelector('[data-no-id]');
  if (answer) {
    const judge = compareOn(answer);
    if (kept) {
      // Before anything is said of the certificate: an altered file may name one that is valid.
      document.querySelector('main').prepend(answer.querySelector('[role=status]'));
      judge(JSON.parse(kept));
    }
  } else if (form) findFrom(form);
}
