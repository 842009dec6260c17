import { quote } from '../../wording.ts';
import { came, fixedProbe, isRefusal, type Judgement, literal, resourcesOf, search, textAt } from '../kit/index.ts';

/** Pairs that are the same name by the PRECIS rules: composed and decomposed, wide and narrow (RFC 7613 section 3). */
const sameNames: Readonly<Record<string, readonly [string, string]>> = {
  composed: ['Ren\u00E9e', 'Rene\u0301e'],
  wide: ['wide', '\uFF57\uFF49\uFF44\uFF45'],
};

/** Preparation of user names (RFC 7644 section 5). */
export const preparedUserNames = fixedProbe({
  id: 'service/prepared-user-names',
  title: 'User names that look the same are the same',
  requirements: ['RFC7644-5-1'],
  *stimulate(stage) {
    for (const [label, [given, other]] of Object.entries(sameNames)) {
      const name = stage.name('user');
      const user = yield* stage.create(
        `${label} first`,
        'User',
        stage.minimal('User', { userName: `${name}${given}` }),
      );
      if (user === undefined) continue;
      yield* stage.create(`${label} second`, 'User', stage.minimal('User', { userName: `${name}${other}` }));
      if (stage.has('filter'))
        yield search(`${label} filter`, stage.endpoint('User'), `userName eq ${literal(`${name}${other}`)}`);
    }
  },
  judge(judgement) {
    for (const label of Object.keys(sameNames)) {
      // A provider may restrict which letters names have.
      if (!judgement.founded(`${label} first`, 'RFC7644-5-1')) continue;
      judgement.refused('RFC7644-5-1', `${label} second`);
      judgeFound(judgement, 'RFC7644-5-1', `${label} filter`, `${label} first`);
    }
  },
});

function judgeFound(judgement: Judgement, requirement: string, label: string, created: string): void {
  const filter = judgement.maybe(label);
  if (filter === undefined || isRefusal(filter)) return;
  const id = textAt(judgement.one(created).response.body, 'id');
  const ids = resourcesOf(filter.response.body).map((each) => textAt(each, 'id') ?? '');
  const found = ids.some((each) => each === id);
  judgement.check(requirement, found, `expected the filter to find the user, got ${quote(ids)}`, filter);
}

/** Preparation of other text (RFC 7644 section 7.8). */
export const preparedText = fixedProbe({
  id: 'service/prepared-text',
  title: 'Filters find text in another normal form and, without regard to case, beyond ASCII too',
  requirements: ['RFC7644-7.8-1'],
  needs: ['filter'],
  *stimulate(stage) {
    const word = stage.name('word');
    const given = `\u00DCn\u00EFcode \u00C4rger ${word}`;
    yield* stage.given('User', stage.minimal('User', { displayName: given }));
    const by = (label: string, text: string) =>
      search(label, stage.endpoint('User'), `displayName eq ${literal(text)}`);
    yield by('exact', given);
    yield by('decomposed', given.normalize('NFD'));
    yield by('lower', given.toLowerCase());
  },
  judge(judgement) {
    const exact = judgement.one('exact');
    const ids = resourcesOf(exact.response.body).map((each) => textAt(each, 'id'));
    if (!ids.includes(textAt(judgement.one('given User').response.body, 'id'))) {
      judgement.skip('RFC7644-7.8-1', `displayName is not found by its exact value: ${came(exact)}`);
      return;
    }
    judgeFound(judgement, 'RFC7644-7.8-1', 'decomposed', 'given User');
    if (judgement.model('User')?.attributes.get('displayname')?.caseExact === false)
      judgeFound(judgement, 'RFC7644-7.8-1', 'lower', 'given User');
  },
});

/** Secrets in the URI of a query (RFC 7644 section 7.5.2). */
export const sensitiveFilter = fixedProbe({
  id: 'service/sensitive-filter',
  title: 'A filter on a password in a URI is forbidden',
  requirements: ['RFC7644-7.5.2-3'],
  lacks: 'users of the target have no password',
  needs: ['filter'],
  *stimulate(stage) {
    if (stage.model('User')?.attributes.get('password') === undefined) return;
    yield search('filter', stage.endpoint('User'), `password eq ${literal(`Pw-1!${stage.random.hex(4)}`)}`);
  },
  judge(judgement) {
    judgement.error('RFC7644-7.5.2-3', 'filter', 403, 'sensitive');
  },
});
