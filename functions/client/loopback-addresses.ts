/**
 * Ports of this machine on which the command line waits for whoever signs in; the first that is free is taken. A user
 * pool compares addresses with the port, so they are fixed.
 */
export const LOOPBACK_PORTS = [18551, 18552, 18553] as const;

/** Where a sign-in leads back to on a port. Cognito takes `http` for this name only. */
export const loopbackAddress = (port: number): string => `http://localhost:${port}/signed-in`;

/** Every address to which a sign-in of the command line leads back. */
export const LOOPBACK_ADDRESSES: readonly string[] = LOOPBACK_PORTS.map(loopbackAddress);
