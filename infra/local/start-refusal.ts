/** The embedded cloud can't start; the message is one line that also says what to do. */
export class StartRefusal extends Error {
  override readonly name = 'StartRefusal';
}
