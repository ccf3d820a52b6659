/** What `theoremcheck audit` and `theoremcheck select` answer: data for tables and figures, and no drawing. */
export { auditWords } from './tool/audit';
export { selectDemonstrations } from './tool/select';
