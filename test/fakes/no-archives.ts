/** What an erasure needs besides, where no batch has a ZIP, no link was made, and nobody reviewed a name. */
export const noArchives = {
  archives: { withdraw: async () => [], forget: async () => {} },
  results: { remove: async () => {} },
  queue: { send: async () => {} },
  links: { withdraw: async () => 0 },
  reviews: { erase: async () => {} },
  outbox: { erase: async () => {} },
};
