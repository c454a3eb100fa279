/** Journal kinds of this stage; texts of flags, reasons and appeals are committed to. */
export const events = { flagged: 'moderation.flagged', decided: 'moderation.decided', appealed: 'moderation.appealed', reviewed: 'moderation.appeal_decided', signalJudged: 'moderation.signal_judged', wordListLoaded: 'moderation.word_list_loaded' } as const;
