/** The languages that a resource of a Norwegian school is looked for in; `nsl` is Norwegian sign language. */
export const editionLanguages = ['nb', 'nn', 'se', 'sma', 'smj', 'nsl'] as const;
