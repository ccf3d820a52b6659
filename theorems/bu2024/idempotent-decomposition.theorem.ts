/** B5, exact part: the decomposition of M = W_KᵀW_Q along a_k, b_k, ν_j and their complement is an identity. */
import { atMost, cite, dialled, perturbed, shifted, theorem } from '../../harness';
import { forAll, horizon, idealWeights, tau } from './controls';
import { bu2024 } from './family';

export default theorem({
  name: 'idempotent decomposition reassembles the attention matrix',
  statement:
    'For every trained model, the projectors onto a_k, b_k, ν_j and their complement are idempotent, mutually orthogonal, and reassemble M = W_KᵀW_Q, up to rounding.',
  source: cite('bu2024', 'mechanism 1; section 5.1; figure on idempotent operators', 'paraphrased'),
  family: bu2024,
  forAll,
  kind: 'forall',
  ours: { tau },
  horizon,
  horizonForm: 'at the horizon',
  claim: ({ at }) => atMost(at('horizon').decompositionResidual, '1'),
  margin: 0.05,
  controls: {
    gross: [
      perturbed(),
      dialled('coherence', 0.05, { doc: 'features lean on each other by 0.05: the projectors overlap' }),
    ],
    nearMiss: [shifted(1.5, { doc: 'one and a half roundings' })],
    positive: idealWeights,
  },
  notChecked: ['that the decomposition explains the dynamics: see the claims on its products'],
});
