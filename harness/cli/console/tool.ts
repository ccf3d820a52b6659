/** What a tool of the package answers: data, and the same as a table with sentences below it and as a picture. */
export interface ToolAnswer {
  readonly json: unknown;
  /** The first row is the head. */
  readonly rows: readonly (readonly string[])[];
  readonly notes: readonly string[];
  /** Made when it is asked for. */
  figure(): {
    readonly name: string;
    readonly title: string;
    readonly description: string;
    /** A Vega-Lite specification. */
    readonly spec: object;
  };
}

/** Files of the user's that a tool over words reads; the vendored words where there are none. */
export interface WordFiles {
  readonly embeddings?: string;
  readonly concepts?: string;
  /** Called with the share of the embeddings that was read. */
  readonly progress: (share: number) => void;
}

/** The tools of the package that know more than the harness does, bundled when they are asked for. */
export interface Tools {
  auditWords(request: WordFiles & { readonly n: number; readonly whitening: number }): Promise<ToolAnswer>;
  selectDemonstrations(request: WordFiles & { readonly pool?: string; readonly l: number }): Promise<ToolAnswer>;
}
