/** Packages that only the benchmark installs; their types aren't needed to check our code. */
declare module '@myriaddreamin/typst-ts-node-compiler';
declare module '@pdf-lib/fontkit';
declare module '@react-pdf/renderer';
