/** Journal kinds of this stage. Facts are ids, numbers and instants; titles and reasons are committed to. */
export const events = {
  seriesImported: 'programme.series_imported',
  forumEdited: 'programme.forum_edited',
  forumAnnounced: 'programme.forum_announced',
  questionEdited: 'programme.question_edited',
  forumExtended: 'programme.forum_extended',
  lateDeadlineSet: 'programme.late_deadline_set',
  synthesisBegun: 'programme.synthesis_begun',
  forumImported: 'programme.forum_imported',
  published: 'programme.published',
} as const;
