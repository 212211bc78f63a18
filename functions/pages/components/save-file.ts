/** How long the address of a file in memory lives: the browser reads it at once. */
const ADDRESS_LIFETIME_MS = 60_000;

/**
 * Downloads a file from an address of another origin and saves it. The page stays whatever happens, which it wouldn't if
 * the browser went to an address that fails. Throws when it can't be fetched.
 */
export async function saveFrom(address: string, name: string): Promise<void> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`The file's address answered ${answer.status}`);
  saveFile(name, answer.headers.get('content-type') ?? '', new Uint8Array(await answer.arrayBuffer()));
}

/** Saves bytes as a file of the reader's device. */
export function saveFile(name: string, mediaType: string, bytes: Uint8Array<ArrayBuffer>): void {
  const address = URL.createObjectURL(new Blob([bytes], { type: mediaType }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), ADDRESS_LIFETIME_MS);
}
