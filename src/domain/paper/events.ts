/** Journal kinds of this stage. */
export const events = { written: 'paper.version_written', circulated: 'paper.circulated', annotated: 'paper.annotated' } as const;
