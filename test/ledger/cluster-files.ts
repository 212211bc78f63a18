const OPPORTUNITY_HEADINGS =
  'opportunity_id,issuer_id,title_ar,title_en,track,starts_on,ends_on,required_hours,beneficiaries';
export const HOURS_HEADINGS = 'entry_id,volunteer_id,opportunity_id,date,hours,status,approved_by';

/** Files of a small cluster for one test: an opportunity, and volunteers with five approved entries each. */
export function cluster(name: string, volunteers: number) {
  const ids = Array.from({ length: volunteers }, (_, n) => `${name}-V${n}`);
  const csv = (lines: readonly string[]) => Buffer.from(lines.join('\n'));
  return {
    opportunities: csv([
      OPPORTUNITY_HEADINGS,
      `${name}-OP,rawabi-health-cluster,فحص السكري,Diabetes Screening,preventive,2025-02-01,2025-03-31,30,900`,
    ]),
    volunteers: csv([
      'volunteer_id,name_ar,name_en,gender',
      ...ids.map((id) => `${id},نورة سالم الحربي,Noura Salem Alharbi,female`),
    ]),
    hours: csv([
      HOURS_HEADINGS,
      // Ordered by day, so that more than one transaction writes a timesheet.
      ...[1, 2, 3, 4, 5].flatMap((day) =>
        ids.map((id) => `${id}-H${day},${id},${name}-OP,2025-02-0${day},6,approved,coord-1`),
      ),
    ]),
  };
}
