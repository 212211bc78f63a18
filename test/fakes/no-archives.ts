/** What an erasure needs besides, where no batch has a ZIP. */
export const noArchives = {
  archives: { withdraw: async () => [], forget: async () => {} },
  results: { remove: async () => {} },
  queue: { send: async () => {} },
};
