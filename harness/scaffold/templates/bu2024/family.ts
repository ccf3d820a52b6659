/** The family of another paper, from theoremcheck: problems, model and measurements are those of bu2024. */
export { bu2024 } from 'theoremcheck/families';
