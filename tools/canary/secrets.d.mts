export declare const canary: string;
export declare function secretIn(
  text: string,
): { readonly what: string; readonly before: string; readonly length: number } | undefined;
