import { PDFiumModule } from '@hyzyla/pdfium';
import type { PdfiumModule } from './pdf-engine.ts';

/** Room for a file of the largest size, a page scanned in colours at 1,200 dots an inch, and its drawing. */
const MOST_MEMORY_BYTES = 1024 ** 3;
const MEMORY_PAGE_BYTES = 64 * 1024;

/**
 * Starts PDFium with a limit of its memory: a few kilobytes of a PDF can inflate to gigabytes. Beyond the limit PDFium
 * throws a `WebAssembly.RuntimeError`, after which it can't be used any more.
 */
export async function startPdfium(wasm: ArrayBuffer): Promise<PdfiumModule> {
  const module = await new Promise<PdfiumModule>((resolve, reject) => {
    const options = {
      instantiateWasm(imports: WebAssembly.Imports, started: (instance: WebAssembly.Instance) => void) {
        WebAssembly.instantiate(wasm, imports).then(({ instance }) => {
          limitMemory(instance.exports.memory as WebAssembly.Memory);
          started(instance);
        }, reject);
      },
      // It writes to the console when memory ends.
      printErr: () => {},
    };
    PDFiumModule(options as never).then((started) => resolve(started as unknown as PdfiumModule), reject);
  });
  module._FPDF_InitLibrary();
  return module;
}

/** Makes PDFium's own calls to grow this memory fail beyond the limit. */
function limitMemory(memory: WebAssembly.Memory): void {
  memory.grow = (pages) => {
    if (memory.buffer.byteLength + pages * MEMORY_PAGE_BYTES > MOST_MEMORY_BYTES)
      throw new RangeError('PDFium asked for more memory than it may take');
    return WebAssembly.Memory.prototype.grow.call(memory, pages);
  };
}
