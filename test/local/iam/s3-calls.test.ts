import { expect, test } from '@jest/globals';
import { s3Calls } from '../../../infra/local/iam/s3-calls.ts';
import { sendEmailCalls } from '../../../infra/local/iam/ses-calls.ts';

const seen = (method: string, key: string, query: Record<string, string> = {}, body = '') =>
  s3Calls({ method, bucket: 'b', key, query: new Map(Object.entries(query)) }, body, 1000).map(
    ({ action, resource, context }) => [action, resource.replace('arn:aws:s3:::', ''), context['s3:prefix']],
  );

test.each([
  ['reading an object', seen('GET', 'documents/x.pdf'), [['s3:GetObject', 'b/documents/x.pdf', undefined]]],
  ['writing one', seen('PUT', 'documents/x.pdf'), [['s3:PutObject', 'b/documents/x.pdf', undefined]]],
  [
    'a part of one',
    seen('PUT', 'results/x', { uploadId: 'u' }),
    [['s3:PutObject', 'b/results/x', undefined]],
  ],
  [
    'giving up its parts',
    seen('DELETE', 'results/x', { uploadId: 'u' }),
    [['s3:AbortMultipartUpload', 'b/results/x', undefined]],
  ],
  [
    'looking which parts are there',
    seen('GET', 'imports/x', { uploadId: 'u' }),
    [['s3:ListMultipartUploadParts', 'b/imports/x', undefined]],
  ],
  ['a list', seen('GET', '', { prefix: 'results/' }), [['s3:ListBucket', 'b', ['results/']]]],
  [
    'a list of versions',
    seen('GET', '', { versions: '', prefix: 'r/' }),
    [['s3:ListBucketVersions', 'b', ['r/']]],
  ],
  [
    'deleting objects and versions',
    seen(
      'POST',
      '',
      { delete: '' },
      '<Delete><Object><Key>a</Key></Object><Object><Key>b</Key><VersionId>1</VersionId></Object></Delete>',
    ),
    [
      ['s3:DeleteObject', 'b/a', undefined],
      ['s3:DeleteObjectVersion', 'b/b', undefined],
    ],
  ],
])('%s', (_what, calls, expected) => {
  expect(calls).toEqual(expected);
});

test('an email needs its sender’s identity, a recipient’s if it is one of ours, and the configuration set', () => {
  const calls = sendEmailCalls(
    {
      FromEmailAddress: '"Certificates" <certificates@cluster.example>',
      Destination: { ToAddresses: ['volunteer@mail.example', 'head@cluster.example'] },
      ConfigurationSetName: 'events',
    },
    ['cluster.example'],
  );
  expect(calls.map(({ resource }) => resource.split(':').at(-1))).toEqual([
    'identity/cluster.example',
    'identity/cluster.example',
    'configuration-set/events',
  ]);
  expect(calls[0]?.context['ses:FromAddress']).toEqual(['certificates@cluster.example']);
});
