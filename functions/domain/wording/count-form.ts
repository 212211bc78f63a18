/** Which form a noun takes after its number: Arabic has one of its own for two, for 3–10 and for the rest of a hundred. */
export type CountForm = 'one' | 'two' | 'few' | 'many';

/** Returns the form of a noun after a whole number: شهادة واحدة، شهادتان، ٣ شهادات، ١١ شهادة، ١٠٢ شهادة. */
export function countForm(count: number): CountForm {
  if (count === 1) return 'one';
  if (count === 2) return 'two';
  const lastTwo = count % 100;
  return lastTwo >= 3 && lastTwo <= 10 ? 'few' : 'many';
}
