import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/kernel/index.ts';
import { compileFilter, parseFilter, type ResourceModel } from '../../../src/scim/index.ts';
import { deviceModel, enterprise, fleetUri, groupModel, refusalOf, userModel } from './sample-models.ts';

const barbara: JsonObject = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', enterprise],
  id: 'Ab1',
  externalId: 'Ext-1',
  userName: 'BJensen',
  name: { familyName: "O'Malley", givenName: 'Barbara' },
  title: 'Vice President',
  userType: 'Employee',
  nickName: '',
  active: true,
  profileUrl: 'https://login.example.com/Bjensen',
  password: 'kept',
  emails: [
    { value: 'bjensen@example.com', type: 'work', primary: true },
    { value: 'babs@jensen.org', type: 'home' },
  ],
  ims: [],
  addresses: [{ type: 'work', locality: 'Hollywood' }],
  photos: [{}],
  meta: { resourceType: 'User', lastModified: '2011-05-13T04:42:34.500Z', created: '2010-01-23T04:56:22+02:00' },
  [enterprise]: { employeeNumber: '701984', manager: { value: 'Boss-1', displayName: 'John' } },
};

const device: JsonObject = {
  id: 'd1',
  label: 'Straße Ünder',
  ports: 10,
  weight: 2.5,
  installed: '2020-01-01T00:00:00',
  key: 'c2Vj+Q==',
  secure: false,
  owner: 'https://example.com/v2/Users/Ab1',
  manual: 'https://example.com/v2/Manual',
  tags: ['Red', 'Green'],
  rooms: [
    { number: 7, floor: 'one' },
    { number: 20, floor: 'two' },
  ],
  meta: { resourceType: 'Device' },
  [fleetUri]: { depot: 'North' },
};

const group: JsonObject = {
  id: 'g1',
  displayName: 'Tour Guides',
  members: [{ value: 'Ab1', type: 'User' }],
  meta: { resourceType: 'Group' },
};

function matches(filter: string, resource: JsonObject, ...models: readonly ResourceModel[]): boolean {
  return compileFilter(parseFilter(filter), models)(resource);
}

/** Ids of the resources of three types that a filter finds. */
function found(filter: string): unknown[] {
  const predicate = compileFilter(parseFilter(filter), [userModel, groupModel, deviceModel]);
  return [barbara, group, device].filter(predicate).map((resource) => resource['id']);
}

describe('operators of RFC 7644 table 3 on a user', () => {
  test.each([
    // Case follows caseExact.
    ['userName eq "bjensen"', true],
    ['userName ne "bjensen"', false],
    ['externalId eq "ext-1"', false],
    ['externalId eq "Ext-1"', true],
    ['id eq "ab1"', false],
    ['USERNAME eq "bjensen" and Name.FAMILYNAME co "malley"', true],
    // Substrings.
    ['name.familyName co "O\'M"', true],
    ['userName sw "bj"', true],
    ['userName sw "jensen"', false],
    ['userName ew "SEN"', true],
    ['userName co "bjensen"', true],
    ['userName co ""', true],
    ['externalId sw "ext"', false],
    // Presence: non-empty, or a non-empty node.
    ['title pr', true],
    ['nickName pr', false],
    ['displayName pr', false],
    ['ims pr', false],
    ['photos pr', false],
    ['photos.value pr', false],
    ['addresses pr', true],
    ['name pr', true],
    ['name.middleName pr', false],
    ['active pr', true],
    // Order of text is lexicographical, without case where it carries no meaning.
    ['userName gt "Bj"', true],
    ['userName ge "BJENSEN"', true],
    ['userName gt "BJENSEN"', false],
    ['userName lt "c"', true],
    ['userName le "bjensen"', true],
    ['externalId lt "ext"', true],
    // Instants, whatever zone or precision they are written in.
    ['meta.lastModified gt "2011-05-13T04:42:34Z"', true],
    ['meta.lastModified eq "2011-05-13T06:42:34.5+02:00"', true],
    ['meta.lastModified lt "2011-05-13T04:42:34.5Z"', false],
    ['meta.lastModified le "2011-05-13T04:42:34.50Z"', true],
    ['meta.created eq "2010-01-23T02:56:22Z"', true],
    ['meta.created lt "2010-01-23T03:00:00Z"', true],
    ['meta.lastModified sw "2011-05"', true],
    // Booleans.
    ['active eq true', true],
    ['active ne true', false],
    // Reference values are case exact.
    ['profileUrl eq "https://login.example.com/bjensen"', false],
    // Multi-valued: any value matches; without a sub-attribute the value is meant.
    ['emails.type eq "home"', true],
    ['emails.type ne "home"', true],
    ['emails co "JENSEN.ORG"', true],
    ['emails eq "bjensen@example.com"', true],
    ['emails.type eq "work" and emails.value co "jensen.org"', true],
    ['emails[type eq "work" and value co "jensen.org"]', false],
    ['emails[type eq "home" and value co "jensen.org"]', true],
    ['emails[not (type eq "work")]', true],
    ['emails[not (type pr)]', false],
    ['ims[not (type eq "x")]', false],
    ['emails[type eq "x" or value sw "babs"]', true],
    // A primary that is not specified is false (RFC 7643 section 2.4).
    ['emails[type eq "home" and primary eq false]', true],
    ['emails.primary ne true', true],
    ['emails[type eq "home" and primary pr]', false],
    ['ims.primary eq false', false],
    // No value is null's equal (RFC 7643 section 2.5).
    ['title eq null', false],
    ['title ne null', true],
    ['displayName eq null', true],
    ['displayName ne null', false],
    ['displayName ne "x"', true],
    ['displayName eq ""', false],
    ['ims eq null', true],
    ['name eq null', false],
    ['displayName gt "a"', false],
    ['displayName co ""', false],
    // URIs, in any case too; the manager's value stands for the manager.
    [`${enterprise}:employeeNumber eq "701984"`, true],
    [`${enterprise.toUpperCase()}:EMPLOYEENUMBER eq "701984"`, true],
    [`${enterprise}:manager.displayName eq "john"`, true],
    [`${enterprise}:manager eq "Boss-1"`, true],
    [`${enterprise}:manager eq "boss-1"`, false],
    [`${enterprise} pr`, true],
    [`${enterprise} eq null`, false],
    ['employeeNumber eq "701984"', true],
    ['urn:ietf:params:scim:schemas:core:2.0:User:userName eq "bjensen"', true],
    ['urn:ietf:params:scim:schemas:core:2.0:User:meta.resourceType eq "User"', true],
    [`schemas eq "${enterprise}"`, true],
    ['schemas eq "urn:other"', false],
    // Logic.
    ['not (title pr)', false],
    ['title pr or active eq false and nickName pr', true],
    ['(title pr or active eq false) and nickName pr', false],
    // A name that the type does not define has no value.
    ['shoeSize eq "44"', false],
    ['shoeSize pr', false],
    ['not (shoeSize pr)', true],
    ['shoeSize ne "44"', true],
    ['shoeSize eq null', true],
    ['shoeSize gt 1', false],
    ['shoes[size eq 44]', false],
    ['name.unknown pr', false],
    ['urn:other:User:userName eq "bjensen"', false],
    [`${enterprise}:userName eq "bjensen"`, false],
  ])('%s is %s', (filter, expected) => {
    expect(matches(filter, barbara, userModel)).toBe(expected);
  });
});

describe('other data types', () => {
  test.each([
    ['ports gt 9', true],
    ['ports lt 9', false],
    ['ports eq 10.0', true],
    ['ports ge 10', true],
    ['weight le 2.5', true],
    ['weight gt 2.4999', true],
    ['secure eq false', true],
    ['secure ne false', false],
    ['installed eq "2020-01-01T01:00:00+01:00"', true],
    ['key eq "c2Vj-Q"', true],
    ['key eq "C2Vj+Q=="', false],
    ['owner eq "https://example.com/Users/Ab1"', true],
    ['owner eq "https://example.com/v3/Users/Ab1"', true],
    ['owner eq "https://example.com/v2/Users/ab1"', false],
    ['manual eq "https://example.com/Manual"', false],
    ['tags eq "green"', true],
    ['tags co "EE"', true],
    ['tags[value eq "red"]', true],
    ['tags[value eq "red" and value eq "green"]', false],
    ['rooms[number gt 7 and floor eq "TWO"]', true],
    ['rooms[number gt 7 and floor eq "one"]', false],
    ['rooms.number eq 20', true],
    ['label eq "STRASSE ünder"', false],
    ['label eq "straße U\u0308nder"', true],
    ['constructor pr', false],
    ['constructor eq null', true],
    [`${fleetUri}:depot eq "north"`, true],
    [`${fleetUri}:number eq null`, true],
  ])('%s is %s', (filter, expected) => {
    expect(matches(filter, device, deviceModel)).toBe(expected);
  });

  test('text is prepared as PRECIS has it: width, case, composition', () => {
    const wide: JsonObject = { label: '\uFF22\uFF4A Cafe\u0301 ΟΔΟΣ' };
    expect(matches('label eq "bj CAFÉ οδος"', wide, deviceModel)).toBe(true);
    expect(matches('label sw "bj café οδοσ"', wide, deviceModel)).toBe(true);
  });

  test('a value of another type than the schema says is compared with nothing', () => {
    const odd: JsonObject = { ports: '10', secure: 'false', tags: 'red', rooms: { number: 1 } };
    expect(matches('ports ge 0 or secure eq false', odd, deviceModel)).toBe(false);
    expect(matches('tags eq "red" and rooms[number eq 1]', odd, deviceModel)).toBe(true);
  });
});

describe('comparisons that the schema does not allow', () => {
  test.each([
    ['active gt true', userModel],
    ['active ge true', userModel],
    ['active lt true', userModel],
    ['active le true', userModel],
    ['active co "t"', userModel],
    ['active eq "true"', userModel],
    ['emails.primary gt false', userModel],
    ['emails[primary lt true]', userModel],
    ['key gt "aa"', deviceModel],
    ['key ge "aa"', deviceModel],
    ['key lt "aa"', deviceModel],
    ['key le "aa"', deviceModel],
    ['ports co 1', deviceModel],
    ['ports eq "10"', deviceModel],
    ['label eq 10', deviceModel],
    ['label sw 1', deviceModel],
    ['installed gt "yesterday"', deviceModel],
    ['installed eq "2020-02-30T00:00:00Z"', deviceModel],
    ['label gt null', deviceModel],
    ['label co null', deviceModel],
    ['name eq "Barbara"', userModel],
    ['addresses co "Hollywood"', userModel],
    [`${enterprise} eq "x"`, userModel],
    ['emails[shoe eq "x"]', userModel],
    ['tags[type eq "x"]', deviceModel],
    ['userName[type eq "x"]', userModel],
  ])('%s is an invalid filter', (filter, model) => {
    expect(refusalOf(() => compileFilter(parseFilter(filter), [model]))).toBe('400 invalidFilter');
  });

  test.each([
    ['password eq "kept"', userModel],
    ['password pr', userModel],
    ['title pr and not (password sw "k")', userModel],
    ['vendor.secret pr', deviceModel],
    ['pin pr', deviceModel],
  ])('%s is refused, whatever it would match', (filter, model) => {
    expect(refusalOf(() => compileFilter(parseFilter(filter), [model]))).toBe('403 sensitive');
  });

  test('a boolean as a string is one only where that is tolerated', () => {
    const tolerant = compileFilter(parseFilter('active eq "True"'), [userModel], { booleanStrings: true });
    expect(tolerant(barbara)).toBe(true);
    expect(refusalOf(() => compileFilter(parseFilter('active eq "yes"'), [userModel], { booleanStrings: true }))).toBe(
      '400 invalidFilter',
    );
  });
});

describe('a query over several resource types', () => {
  test.each([
    ['meta.resourceType eq "User" or meta.resourceType eq "Group"', ['Ab1', 'g1']],
    ['meta.resourceType eq "user"', []],
    ['userName eq "bjensen"', ['Ab1']],
    ['not (userName pr)', ['g1', 'd1']],
    ['userName ne "bjensen"', ['g1', 'd1']],
    ['id pr', ['Ab1', 'g1', 'd1']],
    ['members[value eq "Ab1"] or ports gt 1', ['g1', 'd1']],
  ])('%s finds %j', (filter, ids) => {
    expect(found(filter)).toEqual(ids);
  });

  test('an attribute that one of the types cannot compare so makes the filter invalid', () => {
    expect(refusalOf(() => compileFilter(parseFilter('active gt true'), [groupModel, userModel]))).toBe(
      '400 invalidFilter',
    );
    expect(refusalOf(() => compileFilter(parseFilter('password pr'), [groupModel, userModel]))).toBe('403 sensitive');
  });

  test('a resource of no queried type, or of none, is not found', () => {
    const predicate = compileFilter(parseFilter('not (x pr)'), [userModel, groupModel]);
    expect([device, { id: '1' }, { meta: { resourceType: '__proto__' } }].filter(predicate)).toEqual([]);
  });
});
