/** A line of a register: what is said of one decision, field by field; a field that is left out is not told. */
export type Line<F extends string> = Readonly<Partial<Record<F, string>>>;
/** Lines that are printed alike, with the fields that are told of each. */
export type LineGroup<F extends string> = { shown: Partial<Record<F, string>>; count: number };
/** What is told elsewhere of how many lines have each value of a field; null where it is not told. */
export type ToldValues<F extends string> = Partial<Record<F, Readonly<Record<string, number | null>>>>;

/**
 * Lines about single persons' matters as they may be printed: each with as many fields as at least k lines share, by the
 * first of `levels` that allows it; the rest, where there is one, without any, k of them at least.
 *
 * Shape    `levels` go from the most fields to none. A value that is not told elsewhere is told of no line; and of one
 *          that is, the lines that do not show it are none or at least k, so that no difference is a small number.
 */
export function suppressLines<F extends string>(lines: readonly Line<F>[], levels: readonly (readonly F[])[], k: number, elsewhere: ToldValues<F> = {}): LineGroup<F>[] {
  let groups: LineGroup<F>[] = [];
  let left = lines.map((line) => maskOf(line, elsewhere));
  for (const fields of levels.filter(({ length }) => length > 0)) {
    const alike = new Map<string, Line<F>[]>();
    for (const line of left) {
      const key = JSON.stringify(fields.map((field) => line[field] ?? null));
      alike.set(key, [...(alike.get(key) ?? []), line]);
    }
    left = [];
    for (const same of alike.values()) {
      const [first] = same;
      if (!first) continue;
      const shown = pick(first, fields);
      if (same.length >= k && Object.keys(shown).length > 0) groups.push({ shown, count: same.length });
      else left.push(...same);
    }
  }
  let rest = left.length;
  for (let given = toGiveUp(groups, rest, k, elsewhere); given; given = toGiveUp(groups, rest, k, elsewhere)) {
    const gone = given;
    groups = groups.filter((group) => group !== gone);
    rest += gone.count;
  }
  // What is left of a register too small to be told of is told by nothing here, nor by its number.
  return rest >= k ? [...groups, { shown: {}, count: rest }] : groups;
}

/** The smallest group that has to join the rest: because the rest is small, or because a value's other lines are. */
function toGiveUp<F extends string>(groups: readonly LineGroup<F>[], rest: number, k: number, elsewhere: ToldValues<F>): LineGroup<F> | null {
  const smallest = (among: readonly LineGroup<F>[]) => [...among].sort((a, b) => a.count - b.count)[0] ?? null;
  if (rest > 0 && rest < k) return smallest(groups);
  for (const [field, values] of Object.entries(elsewhere) as [F, Readonly<Record<string, number | null>>][]) {
    for (const [value, count] of Object.entries(values)) {
      const showing = groups.filter(({ shown }) => shown[field] === value);
      const others = (count ?? 0) - showing.reduce((n, group) => n + group.count, 0);
      if (showing.length > 0 && others > 0 && others < k) return smallest(showing);
    }
  }
  return null;
}

function maskOf<F extends string>(line: Line<F>, elsewhere: ToldValues<F>): Line<F> {
  const told = ([field, value]: [string, string]) => { const values = elsewhere[field as F]; return values === undefined || (values[value] ?? null) !== null; };
  return Object.fromEntries((Object.entries(line) as [string, string][]).filter(told)) as Line<F>;
}

const pick = <F extends string>(line: Line<F>, fields: readonly F[]): Partial<Record<F, string>> =>
  Object.fromEntries(fields.flatMap((field) => (line[field] === undefined ? [] : [[field, line[field]]]))) as Partial<Record<F, string>>;
