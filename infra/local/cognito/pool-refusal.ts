/** The pool's API refuses a request, by the name that Cognito gives the reason. */
export class PoolRefusal extends Error {
  override readonly name = 'PoolRefusal';
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}
