/** Journal kinds of this stage. */
export const events = { written: 'paper.version_written', edited: 'paper.paragraph_edited', circulated: 'paper.circulated', annotated: 'paper.annotated' } as const;
