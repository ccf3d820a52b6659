/**
 * A control of a claim, as plain data: what {@link dialled}, {@link withSymbols}, {@link synthetic}, {@link perturbed} and
 * {@link shifted} give.
 */
export type ControlSpec = Dialled | WithSymbols | Synthetic | Perturbed | Shifted;

interface NamedControl {
  /** Unique among the controls of a theorem; made of what the control changes unless given. */
  readonly name?: string;
  /** One line: what is broken, or why the claim must hold; printed with the verdict. */
  readonly doc: string;
}

/** How a near miss is read: on a stated number of trials, for two questions. Other controls have none of it. */
export interface Near extends NamedControl {
  /** Trials that are read: 20 … budget, 40 unless given. Of a claim of kind `mean`: always the budget. */
  readonly trials?: number;
  /**
   * The near miss has to break the claim within these trials, and to pass it with what is allowed scaled by this: 2 unless
   * given, more than 1. What is scaled is what slack scales: c in a bound 1 − c, the level of `reaches`, the half-width of a window.
   */
  readonly grade?: number;
  /** What a bound of 0 is moved by instead, in the unit of the quantity. */
  readonly by?: number;
}

/** The same claim on trials whose problems have been moved by dials: another stream. */
export interface Dialled extends Near {
  /** Tells it from other controls. */
  readonly kind: 'dialled';
  /** Dial → severity; beside those of the claim's own stream. */
  readonly dials: Readonly<Record<string, number>>;
  /** Which problems are moved: the reference problem, or those drawn over the region. */
  readonly at: 'reference' | 'region';
  /** For blocks: the purposes whose seed all members share instead; `[]` gives every member its own. */
  readonly share?: readonly string[];
}

/** The same trials, judged with other values of the constants in `ours`. */
export interface WithSymbols extends Near {
  /** Tells it from other controls. */
  readonly kind: 'withSymbols';
  /** Constant of `ours` → its value here. */
  readonly symbols: Readonly<Record<string, number>>;
}

/** Numbers drawn from a stated law in place of every observation; nothing is trained. */
export interface Synthetic extends Near {
  /** Tells it from other controls. */
  readonly kind: 'synthetic';
  /** Observation → its law; one for every observation that the claim reads. */
  readonly observations: Readonly<Record<string, SyntheticLaw>>;
}

/** How the numbers of one observation are made up. */
export interface SyntheticLaw {
  /** The value without noise: a formula in the step `t` and all symbols of the claim. */
  readonly law: string;
  /** What is added to it. */
  readonly noise: SyntheticNoise;
}

/**
 * Measurement noise: `binomial: n` counts successes of n draws at the law's probability; `relative: r` multiplies by
 * 1 + r·z; `absolute: s` (a formula) adds s·z. z has mean 0, variance 1 and |z| < 6: a sum of twelve uniforms.
 */
export type SyntheticNoise =
  | 'none'
  | {
      /** Number of draws n; the value becomes a share of n. */
      readonly binomial: number;
    }
  | {
      /** Standard deviation as a share of the law's value. */
      readonly relative: number;
    }
  | {
      /** Standard deviation, as a formula. */
      readonly absolute: string;
    };

/** For identities: the measured value is pushed away by `factor` times its tolerance. */
export interface Perturbed extends Near {
  /** Tells it from other controls. */
  readonly kind: 'perturbed';
  /** In (0, 10]: a larger push could not be missed and would show nothing. */
  readonly factor: number;
}

/**
 * The claim's own trials with a literal number added to what is measured: it shows that an atom can be broken, and by how much.
 * The number is a literal, never a formula of the bound, and no larger than what training itself moves (see `Controls.pins`).
 */
export interface Shifted extends NamedControl {
  /** Tells it from other controls. */
  readonly kind: 'shifted';
  /** What is added to the quantity of an atom, or to every value of a curve; in its unit. */
  readonly amount: number;
  /** Only atoms that read this observation; all unless given. */
  readonly of?: string;
  /** Only atoms at these values of symbols of `forEvery`; a value that is a formula of the problem, by its text: `horizon / 4`. */
  readonly when?: Readonly<Record<string, number | string>>;
}

/** What {@link dialled} is told beside the dials; `at` is the reference problem unless given. */
export type DialledOptions = Omit<Dialled, 'kind' | 'dials' | 'at'> & Partial<Pick<Dialled, 'at'>>;

/**
 * The claim on problems moved by one dial: `dialled('noise', 0.4, { doc })`. New trials: as a gross control or a near miss
 * they must falsify the claim, as a positive control (a dial to weights that solve the task) corroborate it.
 *
 * @param dial of the family: the name of an assumption or of an intervention.
 * @param severity of an assumption: 0 = satisfied, 1 = badly violated; an intervention may take a physical value.
 */
export function dialled(dial: string, severity: number, options: DialledOptions): Dialled;
/** The same with several dials: `dialled({ noise: 0.4, init: 0.2 }, { doc })`. */
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

// Options that were forgotten are refused by `compile`, which knows the file.
const NO_OPTIONS: DialledOptions = { doc: '' };

/**
 * The claim with other constants of ours, on its own trials: `withSymbols({ tau: 1 }, { doc: 'far too early' })`.
 * For gross controls and near misses; a positive control has to bring other trials.
 *
 * @param symbols constant of `ours` → its value here.
 */
export function withSymbols(
  symbols: WithSymbols['symbols'],
  options: Omit<WithSymbols, 'kind' | 'symbols'>,
): WithSymbols {
  return { kind: 'withSymbols', symbols, ...options };
}

/**
 * The claim on numbers from a stated law: `synthetic({ doc, observations: { error: { law: 'exp(-t)', noise: 'none' } } })`.
 * Nothing is trained, so a positive control of this kind shows that the relations accept what the theorem describes.
 */
export function synthetic(options: Omit<Synthetic, 'kind'>): Synthetic {
  return { kind: 'synthetic', ...options };
}

/**
 * An identity with its measured value pushed out of its tolerance; demanded of every claim of kind `forall`, as a gross control.
 * It breaks any tolerance, however large: another control has to break the atom, and a near miss `shifted` by a literal one and a
 * half notices a tolerance that is twice as large, which one at `factor: 1.5` does not.
 *
 * @param options `factor` is 10 tolerances unless told.
 */
export function perturbed(options: Partial<Omit<Perturbed, 'kind'>> = {}): Perturbed {
  const { factor = 10, doc = `the measured value pushed by ${factor} times its tolerance`, ...rest } = options;
  return { kind: 'perturbed', factor, doc, ...rest };
}

/**
 * A pin: the claim's own trials with `amount` added to what an atom measures, `shifted(-0.1, { of: 'margin', doc })`. The
 * least that a claim needs for an atom that no near miss turns.
 *
 * @param amount in the unit of the quantity; a literal.
 */
export function shifted(amount: number, options: Omit<Shifted, 'kind' | 'amount'>): Shifted {
  return { kind: 'shifted', amount, ...options };
}

/** How a near miss is read, with what it leaves open filled in. */
export function nearReading(control: Near): Required<Pick<Near, 'trials' | 'grade' | 'by'>> {
  const { trials = 40, grade = 2, by = 0 } = control;
  return { trials, grade, by };
}

/** How a control is called when the theorem gives it no name: `noise = 0.4`, `tau = 1`, `synthetic error`. */
export function controlName(control: ControlSpec): string {
  if (control.name) return control.name;
  if (control.kind === 'perturbed') return `perturbed by ${control.factor} tolerances`;
  if (control.kind === 'synthetic') return `synthetic ${Object.keys(control.observations).join(', ')}`;
  if (control.kind === 'shifted') return shiftName(control);
  const settings = control.kind === 'dialled' ? control.dials : control.symbols;
  return Object.entries(settings)
    .map(([name, value]) => `${name} = ${value}`)
    .join(', ');
}

function shiftName({ amount, of = 'all', when = {} }: Shifted): string {
  const where = Object.entries(when).map(([symbol, value]) => `, ${symbol} = ${value}`);
  return `${of} ${amount < 0 ? '−' : '+'} ${Math.abs(amount)}${where.join('')}`;
}
