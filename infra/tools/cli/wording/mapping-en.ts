/** The messages about a mapping of headings, in English. */
export const MAPPING_EN = {
  mappingForm: (at: string) =>
    `${at}: a mapping is a JSON object {"their heading": "our heading"}, or a CSV of these two columns without a heading row`,
  mappedTwice: (at: string, heading: string) => `${at}: "${heading}" is mapped twice`,
  notOurHeading: (at: string, target: string, ours: string) =>
    `${at}: "${target}" is none of our headings: ${ours}, or their Arabic names (docs/importing.md)`,
};
