/**
 * The HTTP status a refusal is answered with. The ending of the code tells the kind, so that a new refusal
 * has its status by its name: `…no_such_…` is absent, `…_closed`, `…_not_open`, `…_reused` and `already_…` conflict, `…signed_out` asks who is there, the rest
 * is an input that can be mended.
 */
export function statusOf(code: string): 401 | 404 | 409 | 413 | 422 | 429 {
  if (/[._]no_such_/.test(code)) return 404;
  if (/[._]signed_out$/.test(code)) return 401;
  if (/_too_many$/.test(code)) return 429;
  if (/[._](closed|not_open|reused|stale|already_\w+)$/.test(code)) return 409;
  if (/_too_large$/.test(code)) return 413;
  return 422;
}
