/**
 * Words of two meanings, and the neurons that answer them, in closed form: words without noise, infinitely many demonstrations
 * (bu2024, open question 1: what attention and the MLP make of a word that carries two concepts).
 */
import type { Dictionary } from '../../generators/concepts/dictionary';
import { exp } from '../../generators/math';
import { addScaled, matVec } from '../reference/linear';
import type { Parameters } from '../reference/transformer';
import { answeredTo, SIGNS, type Sign, signedWords } from './readings';

type Labels = Pick<Dictionary, 'c' | 'd'>;
type Mlp = Pick<Parameters, 'WO' | 'r'>;

/** How a query with two contrary meanings is read where the demonstrations are about one of them. */
export interface MeaningReading {
  /** Attention on demonstrations with the sign that the query has in their concept; 1/2 for blind attention. */
  readonly attention: number;
  /** Share of the MLP's activation in neurons whose read-out has that sign; 0 where no neuron fires. */
  readonly activation: number;
}

/**
 * One reading for each concept and sign that the demonstrations ask for and each other concept, which the query carries with the
 * opposite sign. [2 K1 (K1 − 1)]
 *
 * @param strength of the other meaning; 1 = both are alike.
 */
export function contraryReadings(weights: Parameters, dictionary: Dictionary, strength = 1): MeaningReading[] {
  const words = signedWords(dictionary);
  return words.flatMap((asked) =>
    words
      .filter(({ concept, sign }) => concept !== asked.concept && sign === -asked.sign)
      .map((other) => {
        const query = Float64Array.from(asked.word);
        addScaled(query, strength, other.word);
        const score = answeredTo(weights, query);
        const opposite = words.find(({ concept, sign }) => concept === asked.concept && sign === -asked.sign)!;
        const attention = 1 / (1 + exp(score(opposite.word) - score(asked.word)));
        const label = labelOf(dictionary, asked.concept, asked.sign * (2 * attention - 1));
        return { attention, activation: shareFor(asked.sign, weights, label) };
      }),
  );
}

/** Where attention has mixed exactly the label vector of a sign: ReLU(w_i·q_k) for every concept and neuron. [K1][m] */
export function labelActivations(mlp: Mlp, labels: Labels, sign: Sign): Float64Array[] {
  return labels.c.map((_, k) => activations(mlp, labelOf(labels, k, sign)));
}

/** Per concept the share of the neurons with this sign of the read-out that fire for the label vector of a sign. [K1] */
export function firingShares(mlp: Mlp, labels: Labels, read: Sign, sign: Sign): number[] {
  return labelActivations(mlp, labels, sign).map((hidden) => {
    const own = hidden.filter((_, i) => Math.sign(mlp.r[i]!) === read);
    return own.filter((h) => h > 0).length / own.length;
  });
}

/** For how many concepts each neuron fires, on the label vectors of the sign of its read-out. [m] */
export function conceptsPerNeuron(mlp: Mlp, labels: Labels): number[] {
  const [positive, negative] = SIGNS.map((sign) => labelActivations(mlp, labels, sign));
  return Array.from(mlp.r, (r, i) => (r > 0 ? positive! : negative!).filter((hidden) => hidden[i]! > 0).length);
}

/** c_k + t d_k: t = ±1 is a label vector, anything between a mixture of both. */
const labelOf = ({ c, d }: Labels, k: number, t: number) => c[k]!.map((x, i) => x + t * d[k]![i]!);

const activations = ({ WO, r }: Mlp, label: Float64Array): Float64Array =>
  matVec(WO, r.length, label.length, label).map((h) => Math.max(h, 0));

function shareFor(sign: Sign, mlp: Mlp, label: Float64Array): number {
  const read = activations(mlp, label).map((h, i) => h * mlp.r[i]!);
  const [all, own] = [sumOf(read.map(Math.abs)), sumOf(read.filter((value) => value * sign > 0).map(Math.abs))];
  return all > 0 ? own / all : 0;
}

const sumOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);
