// Checks a PDF against the answer's fingerprint on the reader's own device. Nothing leaves it.
const section = document.querySelector('[data-sha256]');
if (section && crypto.subtle) {
  const LARGEST = 20_000_000;
  const line = section.querySelector('[role=status]');
  const choose = section.querySelector('input[type=file]');
  section.querySelector('.with-script').hidden = false;
  section.querySelector('.without-script').hidden = true;

  const say = (outcome, kind = '') => {
    line.textContent = section.dataset[outcome];
    line.className = `outcome-line ${kind}`;
  };

  // The row among the checks, which says "not checked" until a file was.
  const row = document.querySelector('#file-row').closest('li');
  const STROKES = { passed: 'M4.5 12.5l5 5 10-11', failed: 'M6 6l12 12M18 6L6 18' };
  const mark = (outcome) => {
    row.className = outcome;
    row.querySelector('path').setAttribute('d', STROKES[outcome]);
    row.querySelector('#file-row').textContent =
      section.dataset[outcome === 'passed' ? 'rowPassed' : 'rowFailed'];
    row.querySelector('.outcome')?.remove();
  };

  const hex = (buffer) =>
    [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

  // A PDF that was added to after issue has a second end mark.
  const revisions = (bytes) => new TextDecoder('latin1').decode(bytes).split('startxref').length - 1;

  const check = async (file) => {
    if (!file) return;
    if (file.size > LARGEST) return say('tooLarge', 'altered');
    say('working');
    try {
      const bytes = await file.arrayBuffer();
      if (!new TextDecoder('latin1').decode(bytes.slice(0, 1024)).includes('%PDF-'))
        return say('notPdf', 'altered');
      const genuine = hex(await crypto.subtle.digest('SHA-256', bytes)) === section.dataset.sha256;
      mark(genuine ? 'passed' : 'failed');
      if (genuine) return say('genuine', 'genuine');
      return say(revisions(bytes) > 1 ? 'revised' : 'altered', 'altered');
    } catch {
      return say('unreadable', 'altered');
    } finally {
      choose.value = '';
    }
  };

  choose.addEventListener('change', () => void check(choose.files[0]));
  // The whole page takes the file, so that a missed drop doesn't open it in place of the answer.
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
    void check(event.dataTransfer.files[0]);
  });
}
