/** Journal kinds of this stage; wordings are committed to. */
export const events = { summaryPublished: 'synthesis.summary_published', excerptMarked: 'synthesis.excerpt_marked', findingDrafted: 'synthesis.finding_drafted', findingEdited: 'synthesis.finding_edited', findingReady: 'synthesis.finding_ready', disposed: 'synthesis.contribution_disposed' } as const;
