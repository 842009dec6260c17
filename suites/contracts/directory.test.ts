import { createMemoryDirectory } from '../../src/directory/index.ts';
import { directoryLaws } from './directory-laws.contract.ts';
import { directoryContract } from './directory.contract.ts';

directoryContract('memory', createMemoryDirectory);
directoryLaws('memory', createMemoryDirectory);
