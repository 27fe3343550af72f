/** One figure beside its reference, both measured in the same run. */
export interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly reference: { readonly name: string; readonly value: number };
  /** `value` divided by the reference's. */
  readonly ratio: number;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** A named measurement. */
export interface Benchmark {
  readonly name: string;
  readonly measure: (size: BenchmarkSize) => Promise<Measurement>;
}

/** How much is measured, where it can be chosen. */
export interface BenchmarkSize {
  /** Rows of a client file; `null` for the usual number. */
  readonly rows: number | null;
}

export function measurement(
  name: string,
  value: number,
  rest: { unit: string; reference: { name: string; value: number }; detail?: Record<string, unknown> },
): Measurement {
  return { name, value, ...rest, ratio: value / rest.reference.value, detail: rest.detail ?? {} };
}

/** The value below which a share of the values lies (nearest rank). */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = Math.max(1, Math.ceil(share * sorted.length));
  return sorted[rank - 1] ?? Number.NaN;
}
