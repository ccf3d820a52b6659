import { testSurface } from '../testing/surface';

testSurface(__dirname, { least: 30, model: 'model/logistic.ts', family: 'theorems/soudry2018/family.ts' });
