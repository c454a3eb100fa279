/** A foreseen "no": a value, never an exception. `code` is a key of the messages; `detail` fills its slots. */
export type Refusal<Code extends string = string> = { code: Code; detail?: Readonly<Record<string, string | number>> };

export type Outcome<Value, Code extends string = string> =
  | { ok: true; value: Value }
  | { ok: false; refusal: Refusal<Code> };

/** The asked-for thing was done or may be done. */
export const granted = <V>(value: V): Outcome<V, never> => ({ ok: true, value });

/** A foreseen "no", with its code and what its sentence needs. */
export const refused = <C extends string>(code: C, detail?: Refusal<C>['detail']): Outcome<never, C> => ({
  ok: false,
  refusal: detail ? { code, detail } : { code },
});
