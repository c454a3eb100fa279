/** Journal kinds of this stage. */
export const events = { compiled: 'report.compiled' } as const;
