/** Returns the address of a JPEG picture that the page's policy lets it show. */
export const dataUrl = (jpeg: Uint8Array<ArrayBuffer>): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(new Blob([jpeg], { type: 'image/jpeg' }));
  });
