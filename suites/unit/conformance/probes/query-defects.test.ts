import { queryProbes } from '../../../../src/conformance/probes/query/index.ts';
import { filterDefects } from './filter-defects.ts';
import { listingDefects } from './listing-defects.ts';
import { testMisunderstandings } from './misreading.ts';

testMisunderstandings([...filterDefects, ...listingDefects], queryProbes);
