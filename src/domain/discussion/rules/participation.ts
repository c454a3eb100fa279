/**
 * What comparable expert e-discussions came to: of 350 to 430 registered people 12 to 19 in a hundred wrote, about six
 * messages a working day. A measure for expectations, not a target.
 */
export const norms = { registered: [350, 430], sharePercent: [12, 19], aDay: 6 } as const;

export type Standing = 'below' | 'within' | 'above';

/** Where a share in per cent stands beside what is usual; at the ends it is still within. */
export const standingOfShare = (percent: number): Standing => (percent < norms.sharePercent[0] ? 'below' : percent > norms.sharePercent[1] ? 'above' : 'within');

/** Where a number of contributions a day stands; "about" is a quarter more or less. */
export const standingOfPace = (aDay: number): Standing => (aDay < norms.aDay * 0.75 ? 'below' : aDay > norms.aDay * 1.25 ? 'above' : 'within');

/** A whole percentage; of nobody, nought. */
export const percentOf = (part: number, whole: number): number => (whole === 0 ? 0 : Math.round((part / whole) * 100));
