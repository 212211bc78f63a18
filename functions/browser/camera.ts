import { otherOrigins } from './examine.ts';
import { answerAddress, type FilePanel } from './file-panel.ts';
import { leadTo } from './find-certificate.ts';
import { askReader } from './reader-client.ts';

const BETWEEN_IMAGES_MS = 200;
/** Pixels on the longer side of an image that is read. */
const LONGER_SIDE = 1280;

/** Offers to scan a certificate's QR code, where the device has a camera. */
export async function offerCamera(panel: FilePanel): Promise<void> {
  const button = panel.section.querySelector<HTMLButtonElement>('button.camera');
  const video = panel.section.querySelector('video');
  const devices = await navigator.mediaDevices?.enumerateDevices().catch(() => []);
  if (!button || !video || !devices?.some(({ kind }) => kind === 'videoinput')) return;
  button.hidden = false;
  const name = button.textContent;
  let stop: (() => void) | undefined;
  button.addEventListener('click', async () => {
    if (stop) return stop();
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      stop = () => {
        stop = undefined;
        for (const track of stream.getTracks()) track.stop();
        video.hidden = true;
        button.textContent = name;
      };
      video.srcObject = stream;
      video.hidden = false;
      button.textContent = panel.words.stopCamera;
      panel.show(panel.words.pointCamera);
      await video.play();
      await scan(panel, video, () => stop !== undefined);
    } catch {
      panel.show(panel.words.noCamera);
    }
    stop?.();
  });
}

/** Reads images until one shows the code of a certificate, and opens its page. */
async function scan(panel: FilePanel, video: HTMLVideoElement, goesOn: () => boolean): Promise<void> {
  while (goesOn()) {
    const image = imageOf(video);
    const [found] = image ? await askReader({ task: 'codes', image }) : [];
    if (found && goesOn()) return open(panel, found.certificateId, found.address);
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_IMAGES_MS));
  }
}

/** Opens a certificate's page. Of a code that leads to another service, the page says so. */
function open({ baseUrl }: FilePanel, id: string, address: string): void {
  if (otherOrigins([address], baseUrl).length === 0) {
    location.assign(answerAddress(id));
    return;
  }
  const found = { namedIds: [id], addresses: [address], disagreement: null, revised: false };
  leadTo(id, { sha256: null, reading: { ...found, kind: 'picture' }, unchecked: null });
}

function imageOf(video: HTMLVideoElement): ImageData | undefined {
  const scale = Math.min(1, LONGER_SIDE / Math.max(video.videoWidth, video.videoHeight, 1));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(video.videoWidth * scale);
  canvas.height = Math.round(video.videoHeight * scale);
  if (canvas.width === 0 || canvas.height === 0) return undefined;
  const drawing = canvas.getContext('2d');
  drawing?.drawImage(video, 0, 0, canvas.width, canvas.height);
  return drawing?.getImageData(0, 0, canvas.width, canvas.height);
}
