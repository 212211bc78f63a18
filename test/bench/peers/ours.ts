import { loadRenderer } from '../../../functions/rendering/certificate/renderer.ts';
import { templatesDirectory } from '../../../functions/runtime/wiring/templates-directory.ts';
import { type Contestant, CREDENTIAL, person } from '../people.ts';

/** Opens the renderer of this project. */
export async function open(): Promise<Contestant> {
  const renderer = loadRenderer(templatesDirectory());
  return {
    render: async (index) => renderer.render(person(index), { credentialJwt: CREDENTIAL }),
    close: async () => {},
  };
}
