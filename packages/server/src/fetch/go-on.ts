/**
 * Goes on with a value: at once where it is there. To wait for what is there already costs a request,
 * step by step, a tenth of its time.
 */
export function goOn<Value, Result>(
  value: Value | Promise<Value>,
  next: (value: Value) => Result | Promise<Result>,
): Result | Promise<Result> {
  return value instanceof Promise ? value.then(next) : next(value);
}
