/** Journal kinds of this stage. */
export const events = { compiled: 'report.compiled', paragraphWritten: 'report.paragraph_written' } as const;
