/** The script of the verification pages: checks files on the reader's device. Nothing of a file is sent. */
import { offerCamera } from './camera.ts';
import { compareFiles } from './compare-files.ts';
import { filePanel } from './file-panel.ts';
import { findCertificate } from './find-certificate.ts';
import { takeKept } from './kept-result.ts';

/** Starts what the page has a panel for. */
function start(): void {
  const panel = filePanel();
  const kept = takeKept();
  if (panel === null) return;
  if (panel.section.dataset.sha256 === undefined) {
    findCertificate(panel);
    void offerCamera(panel);
    return;
  }
  const show = compareFiles(panel);
  if (kept === null) return;
  // The file's result comes first: an altered file may contain the ID of a valid certificate.
  const line = panel.section.querySelector('[role=status]');
  if (line) document.querySelector('main')?.prepend(line);
  show(kept);
}

// `crypto.subtle` exists in secure contexts only. Without it the page keeps its instructions for comparing by hand.
if (crypto.subtle) start();
