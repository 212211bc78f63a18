/**
 * What Lambda loads. V8 compiles a function when it is first called, after it has read it once already with the file
 * that holds it. Here all of a bundle's functions are compiled with their file: read once, in the init phase, and not
 * while a volunteer waits.
 */
import { setFlagsFromString } from 'node:v8';

setFlagsFromString('--no-lazy');
export const { handler } = await import('./handler.mjs');
