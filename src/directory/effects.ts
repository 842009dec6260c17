import type { Effect, MemberReference, ResourceChange } from './directory.ts';
import type { DirectoryState } from './directory-state.ts';
import { compareMembers, membersOf } from './membership.ts';
import type { Member, Slot, StoredVersion } from './stored-version.ts';

/** Describes what became of one slot, between two of its versions as they are read. */
export function effectOf(
  state: DirectoryState,
  slot: Slot,
  before: StoredVersion | undefined,
  after: StoredVersion | undefined,
  changes: readonly ResourceChange[],
  causedBy?: MemberReference,
): Effect {
  const { added, removed } = compareMembers(membersOf(before?.base.own), membersOf(after?.base.own));
  const party = (member: Member): MemberReference => memberParty(state, member);
  const activation = activationOf(before, after);
  return {
    operation: before === undefined ? 'create' : after === undefined ? 'delete' : 'update',
    resourceType: slot.model.type.name,
    id: slot.id,
    display: state.reference(slot).display,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    changes,
    ...(activation === undefined ? {} : { activation }),
    members: { added: added.map(party), removed: removed.map(party) },
    ...(causedBy === undefined ? {} : { causedBy }),
  };
}

/** A user that says nothing of `active` is taken for active, as providers do that never send it. */
function activationOf(
  before: StoredVersion | undefined,
  after: StoredVersion | undefined,
): Effect['activation'] | undefined {
  if (before === undefined || after === undefined || !after.model.attributes.has('active')) return undefined;
  const [was, is] = [before.resource['active'] !== false, after.resource['active'] !== false];
  if (was === is) return undefined;
  return is ? 'activated' : 'deactivated';
}

/** By its present name where it is still there, else by the one that it had in the group. */
function memberParty(state: DirectoryState, member: Member): MemberReference {
  const slot = state.find(member.value);
  if (slot !== undefined) return state.reference(slot);
  const { type, display } = member;
  return {
    type: typeof type === 'string' ? type : '',
    id: member.value,
    display: typeof display === 'string' ? display : member.value,
  };
}
