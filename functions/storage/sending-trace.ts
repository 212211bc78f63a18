/** What is noted of messages, so that one can tell which request they come from. */
export interface SendingTrace<Message> {
  readonly requestId: () => string | undefined;
  readonly sent: (messages: readonly Message[]) => void;
}
