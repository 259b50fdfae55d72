/** A generated check of a value against its JSON Schema. */
export interface Validator {
  (value: unknown): boolean;
  /** The errors of the last call. */
  errors?: ValidationError[] | null;
}

/** An error, as ajv reports it. */
export interface ValidationError {
  /** A JSON pointer to the place. */
  readonly instancePath: string;
  readonly message?: string;
  readonly params: Record<string, unknown>;
}
