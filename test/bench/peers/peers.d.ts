/** Installed beside the benchmark only; its types aren't needed to check ours. */
declare module '@myriaddreamin/typst-ts-node-compiler';
declare module '@pdf-lib/fontkit';
declare module '@react-pdf/renderer';
declare module 'react';
