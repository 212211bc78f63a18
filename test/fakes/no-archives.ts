/** What an erasure needs besides, where no batch has a ZIP, and no link was made. */
export const noArchives = {
  archives: { withdraw: async () => [], forget: async () => {} },
  results: { remove: async () => {} },
  queue: { send: async () => {} },
  links: { withdraw: async () => 0 },
  outbox: { erase: async () => {} },
};
