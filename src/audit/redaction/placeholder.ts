/** What stands where a secret stood. */
export const REDACTED = '[redacted]';

/** Is told each value that is taken out: it is masked wherever else it stands in the same exchange. */
export type Found = (secret: string) => void;
