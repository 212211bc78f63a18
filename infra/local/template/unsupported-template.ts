/** Something in the template that the embedded cloud does not know; starting without it would be a silent lie. */
export class UnsupportedTemplate extends Error {
  override readonly name = 'UnknownWiring';
}
