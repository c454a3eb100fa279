/** Journal kinds of this stage. */
export const events = { erased: 'record.erased', retained: 'record.retention_run' } as const;
