import { testSurface } from '../testing/surface';

testSurface(__dirname, { least: 40, model: 'model/layer.ts', family: 'theorems/von-oswald2023/family.ts' });
