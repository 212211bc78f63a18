import { describe, expect, test } from '@jest/globals';
import type { Reservation } from '../../functions/domain/ports/certificate-register.ts';
import { reserve } from '../../functions/workflows/issuing/reserve.ts';

const reservation = { certificate: { snapshot: { certificateId: 'C' } } } as unknown as Reservation;

describe('a reservation', () => {
  test('is under way while the document of its snapshot is prepared', async () => {
    const prepared: unknown[] = [];
    let written = (_: 'reserved') => {};
    const answer = reserve(reservation, {
      register: { reserve: () => new Promise((resolve) => (written = resolve)) },
      renderer: {
        prepare: async (snapshot) => {
          prepared.push(snapshot);
          written('reserved');
        },
      },
    });
    expect(await answer).toBe('reserved');
    expect(prepared).toEqual([reservation.certificate.snapshot]);
  });

  test.each(['reserved', 'changed'] as const)('is %s although the preparation fails', async (outcome) => {
    const register = { reserve: async () => outcome };
    const prepare = async () => {
      throw new Error('no such design');
    };
    expect(await reserve(reservation, { register, renderer: { prepare } })).toBe(outcome);
  });

  test('that fails is a fault of the request', async () => {
    const register = { reserve: async () => Promise.reject(new Error('no table')) };
    const renderer = { prepare: async () => {} };
    await expect(reserve(reservation, { register, renderer })).rejects.toThrow('no table');
  });
});
