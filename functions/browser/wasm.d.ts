/** The path under which the bundler serves a WebAssembly file. */
declare module '*.wasm' {
  const path: string;
  export default path;
}

/** The path of the bundled `reader.ts`, which the bundler fills in. */
declare const READER_PATH: string;
