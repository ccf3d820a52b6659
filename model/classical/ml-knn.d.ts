/** What we use of ml-knn, which comes without types. */
declare module 'ml-knn' {
  class KNN {
    constructor(dataset: readonly (readonly number[])[], labels: readonly number[], options: { readonly k: number });
    predict(point: readonly number[]): number;
  }
  export default KNN;
}
