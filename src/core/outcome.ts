/**
 * What an action came to: what it was to give, or why it could not be done, told by whoever refused it. Machinery that
 * breaks throws.
 */
export type Outcome<Value, Problem> = { value: Value } | { problem: Problem };
