/** A user like those that the benchmarks create. */
export function benchUser(number: number): object {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName: `user-${number}@example.com`,
    name: { givenName: 'Bench', familyName: `User ${number}` },
    emails: [{ value: `user-${number}@example.com`, type: 'work', primary: true }],
    active: true,
  };
}

/** Creates users one after the other through `create`, which gives the body of the response. @returns the id of the middle one. */
export async function seedUsers(count: number, create: (user: object) => Promise<string>): Promise<string> {
  let middle = '';
  for (let number = 0; number < count; number++) {
    const body = await create(benchUser(number));
    if (number === Math.floor(count / 2)) middle = (JSON.parse(body) as { id: string }).id;
  }
  return middle;
}
