/** What we use of libsvm-js, which comes without types. */
interface Svm {
  train(samples: readonly (readonly number[])[], labels: readonly number[]): void;
  predictOne(sample: readonly number[]): number;
  /** The model lies in memory that no garbage collector sees. */
  free(): void;
}

interface SvmOptions {
  readonly type: number;
  readonly kernel: number;
  readonly cost: number;
  readonly gamma?: number;
  readonly quiet: boolean;
}

interface SvmClass {
  readonly SVM_TYPES: { readonly C_SVC: number };
  readonly KERNEL_TYPES: { readonly LINEAR: number; readonly RBF: number };
  new (options: SvmOptions): Svm;
}

/** libsvm as asm.js: the build that loads at once and without a word. */
export const libsvm: SvmClass = quietly(() => require('libsvm-js/asm'));

/** The compiled library would end the process, silently, at anybody's unhandled rejection. */
function quietly<T>(load: () => T): T {
  const before = process.listeners('unhandledRejection');
  const loaded = load();
  for (const listener of process.listeners('unhandledRejection')) {
    if (!before.includes(listener)) process.off('unhandledRejection', listener);
  }
  return loaded;
}
