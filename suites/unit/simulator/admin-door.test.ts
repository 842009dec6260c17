import { describe, expect, it } from 'vitest';
import { openAdmin } from './admin-client.ts';

describe('the admin API', () => {
  it('records a command with its effect, target and request', async () => {
    const { admin, actions } = await openAdmin();
    const answer = await admin('POST', '/roles', { body: { name: 'Editors', description: 'Write' } });
    expect(answer.status).toBe(201);
    const [record, ...others] = await actions();
    expect(others).toEqual([]);
    expect(record).toMatchObject({
      action: 'role.create',
      outcome: 'success',
      correlationId: answer.headers['x-request-id'],
      actor: { type: 'member', display: 'root@example.com' },
      target: { type: 'role', id: answer.json.id, display: 'Editors' },
      changes: [
        { path: 'name', after: 'Editors' },
        { path: 'description', after: 'Write' },
      ],
    });
  });
});
