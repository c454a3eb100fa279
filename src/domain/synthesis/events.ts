/** Journal kinds of this stage; wordings, statements and names of codes are committed to. */
export const events = {
  summarySigned: 'synthesis.summary_signed', summaryPublished: 'synthesis.summary_published', summaryFell: 'synthesis.summary_signature_fell', summaryHourSet: 'synthesis.summary_hour_set', excerptMarked: 'synthesis.excerpt_marked', excerptCoded: 'synthesis.excerpt_coded', excerptMoved: 'synthesis.excerpt_moved', excerptDropped: 'synthesis.excerpt_dropped',
  findingDrafted: 'synthesis.finding_drafted', findingEdited: 'synthesis.finding_edited', findingReady: 'synthesis.finding_ready', disposed: 'synthesis.contribution_disposed',
  codeAdded: 'synthesis.code_added', codeRenamed: 'synthesis.code_renamed', codeMoved: 'synthesis.code_moved', codeMerged: 'synthesis.code_merged', codingImported: 'synthesis.coding_imported', suggestionJudged: 'synthesis.suggestion_judged',
  quotationAsked: 'synthesis.quotation_asked', quotationAnswered: 'synthesis.quotation_answered', findingTranslated: 'synthesis.finding_translated', translationReviewed: 'synthesis.translation_reviewed',
  statementProposed: 'synthesis.statement_proposed', statementReviewed: 'synthesis.statement_reviewed',
  roundOpened: 'synthesis.round_opened', roundComputed: 'synthesis.round_computed',
} as const;
