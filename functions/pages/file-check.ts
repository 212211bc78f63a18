import type { AnswerOf } from '../domain/certificate/verification.ts';
import type { Fragment, Html } from './html.ts';
import { html } from './html.ts';
import type { PageContext } from './page-context.ts';
import type { VerificationWords } from './verification-words.ts';

type FileWords = VerificationWords['file'];

const ACCEPTED = 'application/pdf,.pdf,image/*';

/** Renders the choice of a file that is compared with the hash of a valid certificate. */
export function fileCheck(context: PageContext, answer: AnswerOf<'valid'>): Html {
  const { words, baseUrl } = context;
  const { file, checks } = words;
  const { camera: _, stopCamera: _stop, pointCamera: _point, noCamera: _none, ...told } = toldOfFiles(file);
  return html`<section class="panel file" aria-labelledby="file" data-base="${baseUrl}" data-id="${answer.certificateId}" data-sha256="${answer.documentSha256}" data-passed="${checks.fileGenuine}" data-failed="${checks.fileAltered}" data-words="${JSON.stringify(told)}"><h2 id="file">${file.title}</h2>
${choice(context, file.lead, null)}
<p class="without-script">${file.noScript}</p>
<p class="note">${words.facts.fingerprint}</p>
<p><code class="fingerprint" dir="ltr">${answer.documentSha256}</code></p></section>`;
}

/** Renders the choice of a file, or of the camera, in which the ID of a certificate is found. */
export function fileFinder(context: PageContext): Html {
  const { words, baseUrl } = context;
  const { form, file } = words;
  const camera = html`<button type="button" class="camera" hidden>${file.camera}</button>
<video class="camera" playsinline muted hidden></video>`;
  return html`<section class="panel file" aria-labelledby="file" data-base="${baseUrl}" data-words="${JSON.stringify(toldOfFiles(file))}"><h2 id="file">${form.fileTitle}</h2>
${choice(context, form.fileLead, camera)}
<p class="without-script">${form.fileText}</p></section>`;
}

/** Returns the words that the script needs: the others stand on the page. */
const toldOfFiles = ({ title: _, lead: _lead, button: _button, noScript: _noScript, ...told }: FileWords) =>
  told;

/** The script `page.ts` shows it, and what it finds in the status line. */
const choice = (
  { words }: PageContext,
  lead: string,
  camera: Fragment,
): Html => html`<div class="with-script" hidden>
<p>${lead}</p>
<label class="action drop">${words.file.button}<input type="file" accept="${ACCEPTED}"></label>
${camera}
<p class="outcome-line" role="status"></p>
</div>`;
