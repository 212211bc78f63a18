import { describe, expect, test } from '@jest/globals';
import { type OpportunityKey, opportunityName } from '../../functions/domain/hours/opportunity.ts';
import { claimCertificate } from '../../functions/workflows/issuing/claim-certificate.ts';
import { ISSUER, type IssuingWorld, issuingWorld, volunteerIdOf } from './issuing-world.ts';
import { registerWith } from './register-with.ts';

const volunteerId = volunteerIdOf(0);

/** A world's parts, with what happens in the order in which it does. */
function watched(world: IssuingWorld, halted = false) {
  const { deps, records } = world;
  const happened: string[] = [];
  const happens = (what: string) => {
    happened.push(what);
  };
  const watching = {
    ...deps,
    opportunities: {
      findMany: async (keys: readonly OpportunityKey[]) =>
        [...records.opportunities.values()].filter((one) =>
          keys.map(opportunityName).includes(opportunityName(one)),
        ),
    },
    killSwitch: {
      states: async () => new Map([[ISSUER.issuerId, { halted, since: null, by: null }]]),
    },
    statusIndexes: {
      ...deps.statusIndexes,
      prepare: async () => {
        happens('status index asked for');
        await new Promise(setImmediate);
        happens('status index there');
      },
    },
    register: registerWith(
      world,
      {
        before: () => {
          happens('reserving');
          return new Promise(setImmediate);
        },
        after: () => happens('reserved'),
      },
      'reserve',
    ),
    renderer: { ...world.deps.renderer, prepare: async () => happens('document prepared') },
  };
  return { happened, watching };
}

describe('a claim', () => {
  const claim = (world: IssuingWorld) => ({
    identities: [{ volunteerId }],
    opportunityId: world.opportunity.opportunityId,
  });

  test('prepares the document while it reserves', async () => {
    const world = issuingWorld([[120]]);
    const { happened, watching } = watched(world);
    expect(await claimCertificate(claim(world), watching)).toMatchObject({ outcome: 'issued' });
    expect(happened).toEqual([
      'status index asked for',
      'status index there',
      'reserving',
      'document prepared',
      'reserved',
    ]);
  });

  test('that is refused leaves nothing under way', async () => {
    const world = issuingWorld([[]]);
    const { happened, watching } = watched(world);
    expect(await claimCertificate(claim(world), watching)).toMatchObject({ outcome: 'refused' });
    expect(happened).toEqual(['status index asked for', 'status index there']);
  });

  test('asks for no status index while issuing is halted', async () => {
    const world = issuingWorld([[120]]);
    const { happened, watching } = watched(world, true);
    await expect(claimCertificate(claim(world), watching)).rejects.toMatchObject({ code: 'ISSUING_HALTED' });
    await new Promise(setImmediate);
    expect(happened).toEqual([]);
  });
});
