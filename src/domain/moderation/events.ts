/** Journal kinds of this stage; texts of flags, reasons and appeals are committed to. */
export const events = {
  flagged: 'moderation.flagged',
  flagWithdrawn: 'moderation.flag_withdrawn',
  claimed: 'moderation.case_claimed',
  handedOver: 'moderation.case_handed_over',
  proposed: 'moderation.proposed',
  confirmed: 'moderation.confirmed',
  declined: 'moderation.declined',
  lapsed: 'moderation.proposal_lapsed',
  decided: 'moderation.decided',
  editAccepted: 'moderation.edit_accepted',
  reopened: 'moderation.case_reopened',
  appealed: 'moderation.appealed',
  reviewed: 'moderation.appeal_decided',
  signalJudged: 'moderation.signal_judged',
  wordListLoaded: 'moderation.word_list_loaded',
} as const;
