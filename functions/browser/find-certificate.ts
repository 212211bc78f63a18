import { type Examined, examine, warnings, whyUnchecked } from './examine.ts';
import { acceptFiles, answerAddress, type FilePanel } from './file-panel.ts';
import { keepForNextPage } from './kept-result.ts';

/** Leads from a file on the form to the page of its certificate, which shows the file's result. */
export function findCertificate(panel: FilePanel): void {
  acceptFiles(panel, examineUnknown, ({ examined, issued }) => {
    if (issued !== undefined) return leadTo(issued, examined);
    const { reading, unchecked } = examined;
    if (unchecked !== null || reading === null) return panel.show(whyUnchecked(panel, unchecked));
    const [id, ...others] = reading.namedIds;
    if (id !== undefined && others.length === 0) return leadTo(id, examined);
    panel.show(
      warnings(panel, reading).join(' '),
      reading.disagreement === null ? '' : 'altered',
      reading.namedIds,
    );
  });
}

/** Examines a file; `issued` is the ID of the certificate as whose document its bytes are on record. */
async function examineUnknown(
  file: File,
): Promise<{ readonly examined: Examined; readonly issued: string | undefined }> {
  let issued: string | undefined;
  const examined = await examine(file, async (sha256, names) => {
    const [id, ...others] = await names();
    if (id === undefined || others.length > 0) return false;
    issued = (await recordedHash(id)) === sha256 ? id : undefined;
    return issued !== undefined;
  });
  return { examined, issued };
}

/** Opens the page of a certificate, which shows what was found in its file. */
export function leadTo(id: string, examined: Examined): void {
  keepForNextPage(examined);
  location.assign(answerAddress(id));
}

/** Returns the hash on record for a certificate; undefined when there is none, or no answer. */
async function recordedHash(id: string): Promise<string | undefined> {
  try {
    const response = await fetch(`/verify/${id}`, { headers: { accept: 'application/json' } });
    return (await response.json()).documentSha256;
  } catch {
    return undefined;
  }
}
