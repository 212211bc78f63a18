/** A reason why the embedded cloud cannot start, on one line, with what to do about it. */
export class StartRefusal extends Error {
  override readonly name = 'StartRefusal';
}
