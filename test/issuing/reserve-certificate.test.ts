import { describe, expect, test } from '@jest/globals';
import type { Reservation } from '../../functions/domain/ports/certificate-register.ts';
import { reserveCertificate } from '../../functions/workflows/issuing/reserve-certificate.ts';

const reservation = { certificate: { snapshot: { certificateId: 'C' } } } as unknown as Reservation;

describe('a reservation', () => {
  test('is under way while the document of its snapshot is prepared', async () => {
    const prepared: unknown[] = [];
    let written = (_: 'reserved') => {};
    const answer = reserveCertificate(reservation, {
      register: { reserve: () => new Promise((resolve) => (written = resolve)) },
      prepareDocument: async (snapshot) => {
        prepared.push(snapshot);
        written('reserved');
      },
    });
    expect(await answer).toBe('reserved');
    expect(prepared).toEqual([reservation.certificate.snapshot]);
  });

  test.each(['reserved', 'changed'] as const)(
    'is %s whatever becomes of the preparation',
    async (outcome) => {
      const register = { reserve: async () => outcome };
      const prepareDocument = async () => {
        throw new Error('no such design');
      };
      expect(await reserveCertificate(reservation, { register, prepareDocument })).toBe(outcome);
    },
  );

  test('that fails is a fault of the request', async () => {
    const register = { reserve: async () => Promise.reject(new Error('no table')) };
    await expect(
      reserveCertificate(reservation, { register, prepareDocument: async () => {} }),
    ).rejects.toThrow('no table');
  });
});
