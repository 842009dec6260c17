import { schemaProbes } from '../../../../src/conformance/probes/schema/index.ts';
import { attributeDefects } from './attribute-defects.ts';
import { testDefects } from './defects.ts';
import { characteristicDefects } from './characteristic-defects.ts';
import { userDefects } from './user-defects.ts';

testDefects([...attributeDefects, ...characteristicDefects, ...userDefects], schemaProbes);
