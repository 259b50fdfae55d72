/** A generated check of a value against its JSON Schema. */
export interface Validator {
  (value: unknown): boolean;
  /** What was wrong with the value checked last. */
  errors?: ValidationError[] | null;
}

/** One finding, as ajv reports it. */
export interface ValidationError {
  /** A JSON pointer to the place. */
  readonly instancePath: string;
  readonly message?: string;
  readonly params: Record<string, unknown>;
}
