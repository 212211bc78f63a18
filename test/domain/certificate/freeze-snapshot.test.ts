import { describe, expect, test } from '@jest/globals';
import type { Evidence } from '../../../functions/domain/certificate/certificate.ts';
import {
  designOf,
  freezeSnapshot,
  opportunitySubject,
} from '../../../functions/domain/certificate/freeze-snapshot.ts';
import type { Opportunity } from '../../../functions/domain/hours/opportunity.ts';
import { attachedRecord } from '../../../functions/rendering/certificate/attached-record.ts';
import { loadIssuers } from '../../../functions/runtime/wiring/issuers.ts';
import { templatesDirectory } from '../../../functions/runtime/wiring/templates-directory.ts';
import { ISSUED_AT, idOf } from '../../certificates.ts';
import { APPROVAL, RECORDED, volunteerOf } from '../../people.ts';

const issuer = loadIssuers(templatesDirectory()).get('rawabi-health-cluster');
if (!issuer) throw new Error('the sample has lost its issuer');
const YEAR_LONG: Opportunity = {
  opportunityId: 'OPP-1',
  issuerId: issuer.issuerId,
  titleAr: 'حملة القلب السليم',
  titleEn: 'Healthy Heart Campaign',
  track: 'preventive',
  kind: 'volunteering',
  startsOn: '2025-01-01',
  endsOn: '2025-12-31',
  requiredMinutes: 60,
  beneficiaries: 0,
  partnerIds: [],
};
const entry = (date: string, minutes: number): Evidence => ({
  entryId: date,
  date,
  minutes,
  recorded: RECORDED,
  approval: APPROVAL,
});
const frozen = (evidence: readonly Evidence[], change = {}, volunteer = volunteerOf()) =>
  freezeSnapshot(
    {
      kind: 'award',
      subject: opportunitySubject(YEAR_LONG),
      volunteer,
      issuers: [{ ...issuer, ...change }],
      evidence,
    },
    {
      certificateId: idOf(1),
      now: ISSUED_AT,
      baseUrl: 'https://verify.example.org',
      statusList: { listId: 'l', index: 1 },
      credentialKeyId: null,
      sealKeyId: null,
    },
  );

describe('a snapshot', () => {
  test("has the days of the counted entries, not the opportunity's, and so has the attached record", () => {
    const snapshot = frozen([entry('2025-04-11', 60), entry('2025-02-04', 60), entry('2025-03-01', 60)]);
    expect(snapshot.period).toEqual({ from: '2025-02-04', to: '2025-04-11' });
    expect(JSON.parse(attachedRecord(snapshot)).period).toEqual({ from: '2025-02-04', to: '2025-04-11' });
  });

  test.each([
    [479, {}, false],
    [480, {}, true],
    [60, { experienceFromMinutes: 60 }, true],
    [599, { experienceFromMinutes: 600 }, false],
  ])('of %i minutes with the policy %j: experience %s', (minutes, policy, experience) => {
    expect(frozen([entry('2025-02-04', minutes)], policy).experience).toBe(experience);
  });

  test('of an institution claims no experience, however many minutes its members have together', () => {
    const institution = volunteerOf({ kind: 'institution', gender: 'unspecified' });
    const { minutes, experience } = frozen([entry('2025-02-04', 32 * 15)], {}, institution);
    expect({ minutes, experience }).toEqual({ minutes: 480, experience: false });
  });
});

test.each([
  ['individual', 'volunteering', [], 'participation'],
  ['individual', 'course', [], 'course'],
  ['institution', 'volunteering', [], 'team'],
  ['individual', 'course', ['p'], 'joint'],
  ['institution', 'volunteering', ['p'], 'joint'],
] as const)('%s, %s, partners %j: %s', (kind, opportunityKind, partnerIds, design) => {
  const opportunity = { kind: opportunityKind, partnerIds };
  expect(designOf(issuer, { kind }, opportunity)).toBe(issuer.designs[design]);
});
