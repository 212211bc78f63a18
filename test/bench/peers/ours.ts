import { loadRenderer } from '../../../functions/rendering/renderer.ts';
import { templatesDirectory } from '../../../functions/runtime/templates-directory.ts';
import { type Contestant, person } from '../people.ts';

export async function open(): Promise<Contestant> {
  const renderer = loadRenderer(templatesDirectory());
  return { render: async (index) => renderer.render(person(index)), close: async () => {} };
}
