/** Journal kinds of this stage. */
export const events = { written: 'paper.version_written', edited: 'paper.paragraph_edited', circulated: 'paper.circulated', received: 'paper.received', reminded: 'paper.reminded', annotated: 'paper.annotated' } as const;
