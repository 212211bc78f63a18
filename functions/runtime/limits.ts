/** How often a queue delivers a message; then it moves it to the dead letters. Set by the stacks. */
export const MOST_RECEIVES = 5;

/**
 * From this receive on, a consumer records what it could not do instead of failing once more: one receive before the
 * queue's last, in case the consumer itself dies.
 */
export const LAST_TRY = MOST_RECEIVES - 1;

/** The timeout of the function that sends notifications; its schedule comes back every 60 s. */
export const NOTIFIER_TIMEOUT_SECONDS = 58;

/** How long one run of it begins to send emails; the rest of its timeout is for the last of them. */
export const NOTIFIER_SENDING_SECONDS = 50;
