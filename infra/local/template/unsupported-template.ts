/** The template holds something that the embedded cloud doesn't support, so that it can't start. */
export class UnsupportedTemplate extends Error {
  override readonly name = 'UnknownWiring';
}
