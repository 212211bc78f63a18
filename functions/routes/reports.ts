import { json, route } from './route.ts';
import { report, reportQuery } from './schemas/report.ts';

export const getReport = route({
  method: 'GET',
  path: '/reports',
  summary: 'Report the figures of a period',
  description: 'In the shape that health clusters publish, with a line that reconciles. At most ten years.',
  roles: ['coordinator', 'approver', 'auditor'],
  query: reportQuery,
  responses: { 200: json('The figures, in all and by issuer', report, { alsoAs: ['text/csv'] }) },
  refusals: ['NOT_FOUND'],
});
