/** A control of a claim, as plain data. */
export type ControlSpec = Dialled | WithSymbols | Synthetic | Perturbed;

interface Named {
  readonly name?: string;
  readonly doc: string;
}

/** The same claim on trials whose problems have been moved by dials: another stream. */
export interface Dialled extends Named {
  readonly kind: 'dialled';
  readonly dials: Readonly<Record<string, number>>;
  readonly at: 'reference' | 'region';
  /** For blocks: the purposes whose seed all members share instead; `[]` gives every member its own. */
  readonly share?: readonly string[];
  /** Violation rate at these settings, measured once. Demanded of near misses. */
  readonly measuredRate?: number;
}

/** The same trials, judged with other values of the constants in `ours`. */
export interface WithSymbols extends Named {
  readonly kind: 'withSymbols';
  readonly symbols: Readonly<Record<string, number>>;
  readonly measuredRate?: number;
}

/** Numbers drawn from a stated law in place of every observation; nothing is trained. */
export interface Synthetic extends Named {
  readonly kind: 'synthetic';
  readonly observations: Readonly<Record<string, SyntheticLaw>>;
}

/** `law` is a formula in the step `t` and all symbols of the claim. */
export interface SyntheticLaw {
  readonly law: string;
  readonly noise: SyntheticNoise;
}

/**
 * Measurement noise: `binomial: n` counts successes of n draws at the law's probability; `relative: r` multiplies by
 * 1 + r·z; `absolute: s` (a formula) adds s·z. z has mean 0 and variance 1 (see `synthetic.ts`).
 */
export type SyntheticNoise =
  | 'none'
  | { readonly binomial: number }
  | { readonly relative: number }
  | { readonly absolute: string };

/** For identities: the measured value is pushed away by `factor` times its tolerance. */
export interface Perturbed extends Named {
  readonly kind: 'perturbed';
  readonly factor: number;
}

type Options<C> = Omit<C, 'kind' | 'dials' | 'symbols' | 'at'>;

/** `dialled('noise', 0.4, { doc })` or `dialled({ noise: 0.4, init: 0.2 }, { doc })`; at the reference problem unless told. */
export function dialled(dial: string, severity: number, options: DialledOptions): Dialled;
export function dialled(dials: Readonly<Record<string, number>>, options: DialledOptions): Dialled;
export function dialled(
  dials: string | Readonly<Record<string, number>>,
  second: number | DialledOptions,
  third?: DialledOptions,
): Dialled {
  const settings = typeof dials === 'string' ? { [dials]: second as number } : dials;
  const { at = 'reference', ...options } =
    (typeof dials === 'string' ? third : (second as DialledOptions)) ?? NO_OPTIONS;
  return { kind: 'dialled', dials: settings, at, ...options };
}
type DialledOptions = Options<Dialled> & { readonly at?: Dialled['at'] };

// Options that were forgotten are refused by `compile`, which knows the file.
const NO_OPTIONS: DialledOptions = { doc: '' };

export function withSymbols(symbols: WithSymbols['symbols'], options: Options<WithSymbols>): WithSymbols {
  return { kind: 'withSymbols', symbols, ...options };
}

export function synthetic(options: Options<Synthetic>): Synthetic {
  return { kind: 'synthetic', ...options };
}

export function perturbed(
  options: { readonly factor?: number; readonly name?: string; readonly doc?: string } = {},
): Perturbed {
  const { factor = 10, doc = `the measured value pushed by ${factor} times its tolerance` } = options;
  return { kind: 'perturbed', factor, doc, ...(options.name ? { name: options.name } : {}) };
}

/** How a control is called when the theorem gives it no name: `noise = 0.4`, `tau = 1`, `synthetic error`. */
export function controlName(control: ControlSpec): string {
  if (control.name) return control.name;
  if (control.kind === 'perturbed') return `perturbed by ${control.factor} tolerances`;
  if (control.kind === 'synthetic') return `synthetic ${Object.keys(control.observations).join(', ')}`;
  const settings = control.kind === 'dialled' ? control.dials : control.symbols;
  return Object.entries(settings)
    .map(([name, value]) => `${name} = ${value}`)
    .join(', ');
}
