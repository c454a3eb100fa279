/** Journal kinds of this stage; wordings are committed to. */
export const events = {
  compiled: 'report.compiled', paragraphWritten: 'report.paragraph_written', paragraphTakenOut: 'report.paragraph_taken_out', paragraphTranslated: 'report.paragraph_translated', translationReviewed: 'report.translation_reviewed',
  lineageSaid: 'report.lineage_said', proposed: 'report.wording_proposed', proposalDecided: 'report.proposal_decided', followedUp: 'report.followed_up',
} as const;
