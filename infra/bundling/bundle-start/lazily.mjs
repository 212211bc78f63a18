/** The first of a compiled bundle that runs: what is loaded from here on is compiled as it is called, as Node's own code. */
import { setFlagsFromString } from 'node:v8';

setFlagsFromString('--lazy');
