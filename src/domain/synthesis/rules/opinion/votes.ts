/**
 * What groups are computed from: nobody's name, only who answered alike.
 *
 * Shape   each row is one participant: one sign for each statement, in the order of the statements: `+` agree,
 *         `-` disagree, `0` pass, `.` not answered. `out` are statements taken out by review, whose answers count
 *         nowhere in the plane.
 */
export type Votes = { statements: readonly { number: number; out?: boolean | undefined }[]; rows: readonly string[] };

/**
 * Votes as the arithmetic reads them: rows of (column, answer) one after another.
 *
 * Shape   the answers of row r stand in [starts[r], starts[r + 1]); columns ascend in each row.
 */
export type VoteMatrix = { numbers: readonly number[]; out: readonly boolean[]; rows: number; columns: number; starts: Int32Array; column: Int32Array; answer: Int8Array; /** Where each row stood in what was given. */ givenAt: Int32Array };

/**
 * Puts votes in the one order that computing uses: statements by number, rows by their answers. Who stood where in
 * what was given therefore changes nothing, and rows need no name to be told apart: who answered the same is the same.
 *
 * Throws: on a statement twice, a row of another length, or a sign that is none of the four.
 */
export function matrixOf(votes: Votes): VoteMatrix {
  const order = votes.statements.map((statement, given) => ({ ...statement, given })).sort((a, b) => a.number - b.number);
  if (new Set(order.map(({ number }) => number)).size !== order.length) throw new Error('a statement stands twice');
  const rows = votes.rows.map((row, given) => ({ given, signs: inOrder(row, order) })).sort((a, b) => (a.signs < b.signs ? -1 : a.signs > b.signs ? 1 : a.given - b.given));
  const size = rows.reduce((sum, { signs }) => sum + signs.length - signs.split('.').length + 1, 0);
  const matrix: VoteMatrix = { numbers: order.map(({ number }) => number), out: order.map(({ out }) => out === true), rows: rows.length, columns: order.length, starts: new Int32Array(rows.length + 1), column: new Int32Array(size), answer: new Int8Array(size), givenAt: Int32Array.from(rows, ({ given }) => given) };
  let next = 0;
  rows.forEach(({ signs }, r) => {
    for (let c = 0; c < signs.length; c += 1) {
      if (signs[c] === '.') continue;
      matrix.column[next] = c;
      matrix.answer[next] = signs[c] === '+' ? 1 : signs[c] === '-' ? -1 : 0;
      next += 1;
    }
    matrix.starts[r + 1] = next;
  });
  return matrix;
}

function inOrder(row: string, order: readonly { given: number }[]): string {
  if (row.length !== order.length) throw new Error(`a row has ${row.length} signs for ${order.length} statements`);
  if (!/^[-+0.]*$/.test(row)) throw new Error('a row has a sign that is none of + - 0 .');
  return order.every(({ given }, i) => given === i) ? row : order.map(({ given }) => row[given]).join('');
}

const fewestVotes = 7;
const fewestPeople = 15;

/**
 * The rows that count: who has answered seven statements, or all where there are fewer; where that leaves under
 * fifteen, the most active besides.
 *
 * Source   SYNTHESIS, algorithms, 1
 */
export function inScope({ rows, columns, starts }: VoteMatrix): number[] {
  const voted = (r: number) => (starts[r + 1] ?? 0) - (starts[r] ?? 0);
  const all = Array.from({ length: rows }, (_, r) => r).filter((r) => voted(r) > 0);
  const active = all.filter((r) => voted(r) >= Math.min(fewestVotes, columns));
  if (active.length >= fewestPeople) return active;
  const others = all.filter((r) => voted(r) < Math.min(fewestVotes, columns)).sort((a, b) => voted(b) - voted(a) || a - b);
  return [...active, ...others.slice(0, fewestPeople - active.length)].sort((a, b) => a - b);
}
