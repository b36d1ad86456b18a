/** The result of an action: its value, or the reason of a refusal. Broken machinery throws. */
export type Outcome<Value, Problem> = { value: Value } | { problem: Problem };
