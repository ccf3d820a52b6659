/**
 * The tfjs backend that the house trains on, gradients registered, and SGD on any loss over it.
 *
 * @module
 */
export { type AutodiffSpec, AutodiffTrainer, type Shaped, type Tensors } from './engines/tfjs/autodiff';
export { type Backend, type BackendName, engineName, loadBackend, type Tfjs } from './engines/tfjs/backend';
export type { NonFiniteLoss } from './reference/types';
