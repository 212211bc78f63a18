/** What every request has: on loopback nothing is encrypted, and nothing leaves the machine, which counts as TLS. */
export const secure = () => ({ 'aws:SecureTransport': ['true'] });
